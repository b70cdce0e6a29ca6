/** What became of the order at loyalkit, under its cheque. */
import { createMemo, Show } from "solid-js"
import { standingOf } from "../Standing.ts"
import { PaperView } from "./PaperView.tsx"
import { useTill } from "./TillContext.ts"

export const AfterCheque = () => {
  const { till, words } = useTill()
  const standing = createMemo(() =>
    standingOf(
      till.desk.order(),
      till.calls.all(),
      till.journal.kept().map(({ state }) => state),
    ),
  )
  return (
    <div class="iiko-after">
      <p role="status" aria-label={words().closed.title}>
        {words().closed[standing()]}
      </p>
      <Show when={till.desk.paper()}>{(paper) => <PaperView paper={paper()} />}</Show>
    </div>
  )
}
