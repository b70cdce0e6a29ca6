/** What became of the order at loyalkit, as far as the plugin has heard. */
import { createMemo, Show } from "solid-js"
import type { Words } from "../../../text/iiko/en.ts"
import { readReply } from "../plugin/Answer.ts"
import { PaperView } from "./PaperView.tsx"
import { useTill } from "./TillContext.ts"

type Standing = Exclude<keyof Words["closed"], "title">

export const AfterCheque = () => {
  const { till, words } = useTill()
  const standing = createMemo((): Standing => {
    const { number, status, stornoId } = till.desk.order()
    if (status === "Deleted") return "deleted"
    if (stornoId !== undefined) return "storned"
    const told = till.calls
      .all()
      .findLast(({ purchase, request }) => purchase === number && request.path.endsWith("/closed"))
    const answer = told?.answer
    if (answer === undefined) return "waiting"
    if (answer.isLost) return "unheard"
    const { data, outcome, retry } = readReply(answer)
    if (retry === true) return "again"
    return outcome === "proceed" && data?.status !== undefined ? data.status : "refused"
  })
  return (
    <div class="iiko-after">
      <p role="status" aria-label={words().closed.title}>
        {words().closed[standing()]}
      </p>
      <Show when={till.desk.paper()}>{(paper) => <PaperView paper={paper()} />}</Show>
    </div>
  )
}
