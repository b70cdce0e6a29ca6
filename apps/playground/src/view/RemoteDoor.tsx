/** A page whose address names a sandbox or a gateway on a port: it opens when that has answered, and says why where it cannot. */
import type * as Redacted from "effect/Redacted"
import { createResource, Match, Switch, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import type { Remote } from "../shop/Remote.ts"
import type { Speech } from "../text/Language.ts"

export const RemoteDoor = (props: {
  readonly address: string
  readonly speech: Speech
  readonly children: (remote: Remote) => JSX.Element
}) => {
  let token: Redacted.Redacted | undefined
  const [answer, { refetch }] = createResource(async () => {
    const room = await import("../remote/index.tsx")
    return { room, heard: await room.answerAt(props.address, token) }
  })
  const again = (given = token): void => {
    token = given
    void refetch()
  }
  const texts = () => props.speech.t().tills
  // What was said before stands until there is another answer: whoever asks again keeps their place.
  const opened = () => (answer.latest?.heard._tag === "Open" ? answer.latest.heard : undefined)
  const asked = () => {
    const latest = answer.latest
    return latest?.heard._tag === "Token" ? { ...latest.heard, Form: latest.room.TokenForm } : undefined
  }
  const refused = () => {
    const latest = answer.latest
    return latest?.heard._tag === "Refused" ? { ...latest.heard, View: latest.room.Refused } : undefined
  }
  return (
    <Switch fallback={<p role="status">{answer.error === undefined ? texts().loading : texts().missing}</p>}>
      <Match when={opened()}>{(open) => props.children(open().remote)}</Match>
      <Match when={asked()}>
        {(form) => (
          <Dynamic
            component={form().Form}
            url={form().url}
            isWrong={form().isWrong}
            speech={props.speech}
            give={again}
          />
        )}
      </Match>
      <Match when={refused()}>
        {(found) => (
          <Dynamic
            component={found().View}
            why={found().why}
            address={props.address}
            speech={props.speech}
            again={() => again()}
          />
        )}
      </Match>
    </Switch>
  )
}
