/** A page whose address names a service on a port: it opens when that has answered, and says why where it cannot. */
import { createResource, Match, Switch, type JSX } from "solid-js"
import { Dynamic } from "solid-js/web"
import type { Remote } from "../shop/Remote.ts"
import type { Speech } from "../text/Language.ts"

export const RemoteDoor = (props: {
  readonly address: string
  readonly speech: Speech
  readonly children: (remote: Remote) => JSX.Element
}) => {
  const [answer, { refetch }] = createResource(async () => {
    const { answerAt, Refused } = await import("../remote/index.tsx")
    return { ...(await answerAt(props.address)), Refused }
  })
  const texts = () => props.speech.t().tills
  const heard = () => (answer.state === "ready" ? answer() : undefined)
  const remote = () => {
    const found = heard()
    return found !== undefined && "remote" in found ? found.remote : undefined
  }
  const refused = () => {
    const found = heard()
    return found !== undefined && "why" in found ? found : undefined
  }
  return (
    <Switch fallback={<p role="status">{answer.error === undefined ? texts().loading : texts().missing}</p>}>
      <Match when={remote()}>{(open) => props.children(open())}</Match>
      <Match when={refused()}>
        {(found) => (
          <Dynamic
            component={found().Refused}
            why={found().why}
            address={props.address}
            speech={props.speech}
            again={() => void refetch()}
          />
        )}
      </Match>
    </Switch>
  )
}
