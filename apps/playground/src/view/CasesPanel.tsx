/**
 * What needs a person, of all receipts, with its evidence: nothing is dropped or guessed. What is a person's to decide
 * is decided here.
 */
import type { Case, DoubtCase, Resolution } from "@loyalkit/core/Cases"
import type { CommitRequest } from "@loyalkit/core/journal/JournalEvent"
import { createMemo, For, Show, type JSX } from "solid-js"
import { lookText } from "../text/Events.ts"
import { windowLeft } from "../shop/DoubtWindow.ts"
import { failureText } from "../text/Failures.ts"
import type { Speech } from "../text/Language.ts"
import { asSentence, reasonText, refusalText } from "@loyalkit/core/CaseText"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"

const asked = ({ amount, points }: CommitRequest, speech: Speech): string => {
  const texts = speech.t().cases
  return points > 0
    ? texts.asked(speech.money(amount), speech.points(points))
    : texts.askedEarning(speech.money(amount))
}

const doubtEvidence = ({ error, intent, left, looked }: DoubtCase, speech: Speech): string => {
  const texts = speech.t().cases
  if (error === "Unanswered") return texts.underWay
  if (error === "NotCreated") return texts.resending
  if (left === undefined) return texts.settling
  const { account, request, witness } = intent
  const before = account.level.type === "cashback" ? [texts.balanceBefore(speech.bare(witness.balance))] : []
  const seen = looked === undefined ? [] : [texts.seenLast(lookText(looked, speech))]
  const why = asSentence(reasonText(left.why, speech.language()))
  return [why, asked(request, speech), ...before, ...seen].join(" ")
}

/** What a person has to know to decide it. */
const evidence = (one: Case, speech: Speech): string => {
  switch (one.kind) {
    case "doubt":
      return doubtEvidence(one, speech)
    case "rejected":
    case "printedNotWrittenOff":
      return `${asSentence(refusalText(one, speech.language()))} ${asked(one.request, speech)}`
    case "difference":
      return speech
        .t()
        .cases.different(speech.money(one.difference.shown), speech.money(one.difference.charged))
    case "return":
      return speech.money(one.amount)
    case "damaged":
      return one.detail
  }
}

/** What dealing with it is to the engine, doubts aside. */
const dealtWith = (one: Exclude<Case, DoubtCase>, by: string): Resolution | undefined => {
  switch (one.kind) {
    case "damaged":
      return undefined
    case "return":
      return { kind: one.kind, returnId: one.returnId, by }
    default:
      return { kind: one.kind, by }
  }
}

const Verdict = (props: {
  readonly of: Case
  readonly is: Resolution
  readonly isPossible?: boolean
  readonly children: JSX.Element
}) => {
  const { verdicts } = usePage()
  return (
    <button
      type="button"
      disabled={verdicts.isJudging() || props.isPossible === false}
      onClick={() => verdicts.judge(props.of.key, props.is)}
    >
      {props.children}
    </button>
  )
}

const DoubtVerdicts = (props: { readonly case: DoubtCase }) => {
  const { shop, speech } = usePage()
  const texts = () => speech.t().cases
  const left = () => windowLeft(props.case.since, shop.now())
  const isOver = () => left() === 0
  const doubt = () => ({ kind: "doubt", by: texts().you }) as const
  const not = () => ({ ...doubt(), verdict: "notCommitted" }) as const
  return (
    <>
      <Verdict of={props.case} is={{ ...doubt(), verdict: "committed" }}>
        {texts().sold}
      </Verdict>
      <Verdict of={props.case} is={{ ...not(), then: "send" }} isPossible={isOver()}>
        {texts().sendAgain}
      </Verdict>
      <Verdict of={props.case} is={{ ...not(), then: "close" }} isPossible={isOver()}>
        {texts().close}
      </Verdict>
      <Show when={!isOver()}>
        <p class="case-wait">{texts().wait(left())}</p>
      </Show>
    </>
  )
}

const Verdicts = (props: { readonly case: Case }) => {
  const { speech } = usePage()
  const texts = () => speech.t().cases
  const doubt = () => (props.case.kind === "doubt" && props.case.left !== undefined ? props.case : undefined)
  const closing = () => (props.case.kind === "doubt" ? undefined : dealtWith(props.case, texts().you))
  return (
    <Show when={doubt() ?? closing()}>
      <div class="case-verdicts">
        <span>{texts().you}:</span>
        <Show when={doubt()}>{(one) => <DoubtVerdicts case={one()} />}</Show>
        <Show when={closing()}>
          {(resolution) => (
            <Verdict of={props.case} is={resolution()}>
              {texts().done}
            </Verdict>
          )}
        </Show>
      </div>
    </Show>
  )
}

const CaseRow = (props: { readonly case: Case }) => {
  const { speech, tills } = usePage()
  const title = () => speech.t().cases[props.case.kind]
  const receipt = () => speech.t().till.receipt(tills.receiptName(props.case.key))
  return (
    <li class="case" aria-label={`${title()} ${receipt()}`}>
      <p class="case-head">
        <span>
          <strong>{title()}</strong> <span class="case-receipt">{receipt()}</span>
        </span>
        <time>{speech.time(props.case.since)}</time>
      </p>
      <p class="case-evidence">{evidence(props.case, speech)}</p>
      <Verdicts case={props.case} />
    </li>
  )
}

/** Of a receipt, its case of this kind; returns are told apart by their own ID. */
const nameOf = (one: Case): string =>
  [one.key.point, one.key.receipt, one.kind, one.kind === "return" ? one.returnId : ""].join(" ")

export const CasesPanel = () => {
  const { shop, speech, tills, verdicts } = usePage()
  const texts = () => speech.t().cases
  // By name, not by case: a row whose button has the focus stays when the journal is read again.
  const byName = createMemo(() => new Map(shop.cases().map((one) => [nameOf(one), one])))
  const names = createMemo(() => [...byName().keys()])
  const queued = () =>
    shop
      .receipts()
      .filter(({ state }) => state._tag === "Queued")
      .map(({ key }) => speech.t().till.receipt(tills.receiptName(key)))
  return (
    <Panel name="cases" texts={texts()}>
      <ul>
        <For each={names()} fallback={<li class="nothing">{texts().none}</li>}>
          {(name) => <Show when={byName().get(name)}>{(one) => <CaseRow case={one()} />}</Show>}
        </For>
      </ul>
      <div role="alert">
        <Show when={verdicts.refusal()}>
          {(refusal) => <p class="failure">{failureText(refusal(), speech.language(), speech.t())}</p>}
        </Show>
      </div>
      <Show when={queued().length > 0}>
        <p class="case-queued">{texts().queued(queued().join(", "))}</p>
      </Show>
    </Panel>
  )
}
