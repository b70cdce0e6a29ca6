/**
 * Where a checkout stands among all states that there are: which it came through, and what may come next.
 *
 * It takes plain data, and knows of no shop. What is drawn is also said, for those who do not see it.
 */
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { createMemo, For, Index, Match, Switch } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { BOX, boxes, lines, linesOf, places, SIZE, type Line } from "./state-chart/Drawing.ts"
import { pathOf } from "./state-chart/Path.ts"
import { moods, nextOf, type Arrow, type StateTag } from "./state-chart/States.ts"
import { wordsOf } from "./state-chart/Words.ts"
import "./state-chart.css"

/** How a state stands to the receipt: it is there, or was; it may come next, or not. */
type Standing = "now" | "passed" | "next" | "other"

/** The size of the page's text, in pixels, that it is drawn for: whoever has a larger one has a larger chart. */
const TEXT = 15
/** How far apart a name's two lines are. */
const LEADING = 13
/** Where a state's mark stands, and its name after it. */
const MARK = { x: 12, y: BOX.height / 2 }
const NAME = 23
/** From where the marks are explained: where the right column has room. */
const LEGEND = { x: places.Cancelled.x + 2, y: places.Identified.y + 10, step: 20 }

const Mark = (props: { readonly of: Standing; readonly at: { readonly x: number; readonly y: number } }) => (
  <g class={`mark ${props.of}`} transform={`translate(${props.at.x} ${props.at.y})`}>
    <Switch>
      <Match when={props.of === "now"}>
        <circle r="4.5" />
      </Match>
      <Match when={props.of === "passed"}>
        <path d="M-4 0L-1 3L4 -3.5" />
      </Match>
    </Switch>
  </g>
)

const Lines = (props: { readonly of: ReadonlyArray<Line>; readonly as: Standing }) => (
  <g class={`lines ${props.as}`}>
    <For each={props.of}>
      {({ from, head, path, to }) => (
        <g data-arrow={`${from} ${to}`}>
          <path class="way" d={path} />
          <path class="head" d={head} />
        </g>
      )}
    </For>
  </g>
)

const State = (props: {
  readonly state: StateTag
  readonly name: string
  readonly standing: Standing
  readonly at: { readonly x: number; readonly y: number }
}) => {
  const parts = () => linesOf(props.name)
  const first = () => BOX.height / 2 + 4.5 - ((parts().length - 1) * LEADING) / 2
  return (
    <g
      class={`state ${props.standing}`}
      data-state={props.state}
      data-mood={props.standing === "now" ? moods[props.state] : undefined}
      transform={`translate(${props.at.x} ${props.at.y})`}
    >
      <rect
        width={BOX.width}
        height={BOX.height}
        rx={nextOf(props.state).length === 0 ? BOX.height / 2 : 7}
      />
      <Mark of={props.standing} at={MARK} />
      <text y={first()}>
        <Index each={parts()}>
          {(part, index) => (
            <tspan x={NAME} dy={index === 0 ? 0 : LEADING}>
              {part()}
            </tspan>
          )}
        </Index>
      </text>
    </g>
  )
}

const Legend = (props: { readonly says: readonly [now: string, through: string, next: string] }) => (
  <g class="legend" transform={`translate(${LEGEND.x} ${LEGEND.y})`}>
    <Mark of="now" at={{ x: 6, y: -4 }} />
    <Mark of="passed" at={{ x: 6, y: LEGEND.step - 4 }} />
    <g class="lines next">
      <path class="way" d={`M0 ${2 * LEGEND.step - 4}h8`} />
      <path class="head" d={`M13 ${2 * LEGEND.step - 4}l-6 -3.5v7z`} />
    </g>
    <Index each={props.says}>
      {(says, index) => (
        <text x="20" y={index * LEGEND.step}>
          {says().toLowerCase()}
        </text>
      )}
    </Index>
  </g>
)

export const StateChart = (props: {
  readonly now: StateTag
  /** The receipt's journal, from its beginning. */
  readonly events: ReadonlyArray<JournalEvent>
  readonly speech: Speech
}) => {
  const t = () => wordsOf(props.speech)
  const path = createMemo(() => pathOf(props.events))
  const passed = createMemo(() => new Set(path()))
  /** From each state of the path to the one after it. */
  const moves = createMemo(() => new Set(path().map((from, index) => `${from} ${path()[index + 1] ?? ""}`)))
  const isPassed = ({ from, to }: Arrow): boolean => moves().has(`${from} ${to}`)
  const standing = (state: StateTag): Standing => {
    if (state === props.now) return "now"
    if (passed().has(state)) return "passed"
    return nextOf(props.now).includes(state) ? "next" : "other"
  }
  const named = (states: ReadonlyArray<StateTag>): string =>
    states.map((state) => t().states[state]).join(", ")
  const through = () => path().slice(0, path().at(-1) === props.now ? -1 : path().length)

  return (
    <figure class="state-chart">
      <figcaption>{t().title}</figcaption>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        style={{ width: `${SIZE.width / TEXT}rem` }}
        aria-hidden="true"
      >
        <Lines as="other" of={lines} />
        <Lines as="passed" of={lines.filter(isPassed)} />
        <Lines as="next" of={lines.filter(({ from }) => from === props.now)} />
        <For each={boxes}>
          {({ state, x, y }) => (
            <State state={state} name={t().states[state]} standing={standing(state)} at={{ x, y }} />
          )}
        </For>
        <Legend says={[t().now, t().through, t().next]} />
      </svg>
      <dl class="visually-hidden">
        <dt>{t().now}</dt>
        <dd>{t().states[props.now]}</dd>
        <dt>{t().through}</dt>
        <dd>{named(through()) || t().begins}</dd>
        <dt>{t().next}</dt>
        <dd>{named(nextOf(props.now)) || t().ends}</dd>
      </dl>
    </figure>
  )
}
