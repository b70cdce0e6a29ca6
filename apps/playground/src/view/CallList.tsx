/** The calls of a till's line, newest first, and what each looks like from outside. */
import { createMemo, For, Show, type JSX } from "solid-js"
import type { Call } from "../shop/Calls.ts"
import { GATEWAY } from "./Curl.ts"
import { pretty, type Outcome } from "./Exchange.tsx"

const FAILED = 400

/** A status by itself, as most lines have it. */
export const statusOutcome = (status: number): Outcome => ({
  text: String(status),
  mood: status < FAILED ? "good" : "bad",
})

/** As it goes over the line, but for the letters that an address has to encode; with these of its headers. */
export const requestText = ({ request }: Pick<Call, "request">, headers: ReadonlyArray<string>): string => {
  const url = new URL(request.path, GATEWAY)
  const query = [...url.searchParams].map(([name, value]) => `  ${name}=${value}`)
  const sent = headers.flatMap((name) => {
    const value = request.headers[name]
    return value === undefined ? [] : [`${name}: ${value}`]
  })
  return [
    `${request.method} ${decodeURIComponent(url.pathname)}${query.length === 0 ? "" : "?"}`,
    ...query,
    ...sent,
    ...(request.body === "" ? [] : ["", pretty(request.body)]),
  ].join("\n")
}

export const CallList = <Kept extends { readonly number: number }>(props: {
  readonly calls: ReadonlyArray<Kept>
  /** Said where there are none yet. */
  readonly none: string
  readonly row: (call: () => Kept) => JSX.Element
}) => {
  const byNumber = createMemo(() => new Map(props.calls.map((call) => [call.number, call])))
  // By number, not by call: a row that is open stays open when its call gets on.
  const numbers = createMemo(() => [...byNumber().keys()].toReversed())
  return (
    <ol class="call-list" reversed>
      <For each={numbers()} fallback={<li class="nothing">{props.none}</li>}>
        {(number) => <Show when={byNumber().get(number)}>{(call) => <li>{props.row(call)}</li>}</Show>}
      </For>
    </ol>
  )
}
