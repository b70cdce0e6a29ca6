/** A client's account as the service has it: the points, what of them is held and until when, and what is free. */
import { add, zeroPoints, type Points } from "@loyalkit/core/Money"
import type { Client, Snapshot } from "@loyalkit/sandbox/Snapshot"
import { For, Show } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { short } from "./Time.ts"

const Figure = (props: { readonly label: string; readonly points: string; readonly main?: boolean }) => (
  <div class="figure" classList={{ main: props.main ?? false }}>
    <dt>{props.label}</dt>
    <dd>{props.points}</dd>
  </div>
)

export const Account = (props: {
  readonly speech: Speech
  readonly service: Snapshot
  readonly client: Client
  /** By the shop's clock, in milliseconds since 1970. */
  readonly now: number
  /** Beside the name: how else the client is known. */
  readonly phone?: string
}) => {
  const { speech } = props
  const texts = () => speech.t().service
  const level = () => props.service.levels.find(({ id }) => id === props.client.level)
  const known = () => [props.phone, speech.named(level()?.title ?? "")].filter(Boolean).join(" · ")
  const held = (): Points =>
    props.client.holds.reduce<Points>((sum, hold) => add(sum, hold.points), zeroPoints)
  return (
    <section class="client-account" aria-label={speech.named(props.client.name)}>
      <p class="account">
        {speech.named(props.client.name)} <small>{known()}</small>
      </p>
      <Show when={level()?.type !== "discount"} fallback={<p class="nothing">{texts().noPoints}</p>}>
        <dl class="figures">
          <Figure label={texts().balance} points={speech.bare(props.client.balance)} main />
          <Figure label={texts().held} points={speech.bare(held())} />
          <Figure label={texts().free} points={speech.bare(props.client.free)} />
        </dl>
        <ul class="holds" aria-label={texts().holds}>
          <For each={props.client.holds} fallback={<li class="nothing">{texts().noHolds}</li>}>
            {(hold) => (
              <li>
                <strong>{speech.points(hold.points)}</strong>{" "}
                <span role="timer">{texts().left(short(Math.max(0, hold.until - props.now)))}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}
