/**
 * Sales that came to harm, against receipts played: a line for each client, with its name at its end. Nothing in it is animated: it changes
 * when a world ends.
 */
import { createMemo, createSignal, For, onCleanup, onMount } from "solid-js"
import { draw, type Line } from "./Drawing.ts"
import { clients, type Client, type Harm } from "./Figures.ts"
import { usePlace } from "./Place.ts"
import "./plot.css"

const HEIGHT = 212
/** The size of the page's text, in pixels, that it is drawn for: whoever has a larger one has a larger plot. */
const TEXT = 15
/** Until the plot knows its own. */
const FIRST_WIDTH = 640

const classOf = (client: Client): string => `client-${clients.indexOf(client)}`

export const Plot = (props: { readonly harm: Harm }) => {
  const { number, playing, t } = usePlace()
  const [width, setWidth] = createSignal(FIRST_WIDTH)
  const words = () => t().plot[props.harm]
  const drawing = createMemo(() =>
    draw(playing.history(), playing.figures(), props.harm, { width: width(), height: HEIGHT }),
  )
  const named = ({ client, value }: Line): string => `${client}: ${number(value)}`
  const summary = () =>
    t().plot.summary(
      words().title,
      number(playing.figures().counted.receipts),
      drawing().lines.toReversed().map(named).join("; "),
    )
  let frame: HTMLDivElement | undefined

  onMount(() => {
    const observer = new ResizeObserver(([entry]) => {
      const text = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const wide = ((entry?.contentRect.width ?? 0) * TEXT) / text
      if (wide > 0) setWidth(Math.round(wide))
    })
    if (frame !== undefined) observer.observe(frame)
    onCleanup(() => observer.disconnect())
  })

  const Axes = () => (
    <g class="axes" aria-hidden="true">
      <For each={drawing().up}>
        {({ at, value }) => (
          <>
            <line x1={drawing().plot.left} x2={drawing().plot.right} y1={at} y2={at} />
            <text x={drawing().plot.left - 8} y={at + 4} text-anchor="end">
              {number(value)}
            </text>
          </>
        )}
      </For>
      <For each={drawing().across}>
        {({ at, value }, index) => (
          <text
            x={at}
            y={drawing().plot.bottom + 17}
            text-anchor={index() === drawing().across.length - 1 ? "end" : "middle"}
          >
            {number(value)}
          </text>
        )}
      </For>
      <text x={drawing().plot.right} y={HEIGHT - 6} text-anchor="end">
        {t().plot.across}
      </text>
      <text x={drawing().plot.left - 8} y={13} text-anchor="start" class="up">
        {words().title.toLowerCase()}
      </text>
    </g>
  )

  return (
    <section class="panel plot" aria-labelledby={`plot-${props.harm}`}>
      <div class="panel-head">
        <h2 id={`plot-${props.harm}`}>{words().title}</h2>
        <small>{words().hint}</small>
      </div>
      <div class="plot-frame" ref={(element) => (frame = element)}>
        <svg
          viewBox={`0 0 ${width()} ${HEIGHT}`}
          style={{ height: `${HEIGHT / TEXT}rem` }}
          role="img"
          aria-label={summary()}
        >
          <Axes />
          <For each={drawing().lines}>{(line) => <path class={classOf(line.client)} d={line.path} />}</For>
          <For each={drawing().lines}>
            {(line) => (
              <text
                class={`label ${classOf(line.client)}`}
                x={line.label.x}
                y={line.label.y}
                text-anchor={line.label.anchor}
              >
                {named(line)}
              </text>
            )}
          </For>
        </svg>
      </div>
    </section>
  )
}
