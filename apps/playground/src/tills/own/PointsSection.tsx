/** What the purchase is worth: how many points to spend, and the hold with its countdown. */
import type { Quote } from "@loyalkit/core/Domain"
import { min, Points, zeroPoints } from "@loyalkit/core/Money"
import { createEffect, on, Show } from "solid-js"
import { SLIDER_STEP, sliderEnd } from "../../shop/Amounts.ts"
import { useOwn } from "./OwnPage.ts"
import { quoted } from "./Standing.ts"

const Slider = (props: { readonly most: Points }) => {
  const { speech, till } = useOwn()
  const texts = () => speech.t().till
  const isFixed = () => till.busy() !== undefined || !till.isQuoteFresh()
  const choose = (value: number) => till.choosePoints(min(Points.make(value), props.most))
  return (
    <div class="slider">
      <label for="points">
        {texts().spend} <span class="slider-most">{texts().most(speech.bare(props.most))}</span>
      </label>
      <output for="points" class="slider-value">
        {speech.bare(till.points())}
      </output>
      <div class="slider-row">
        <button type="button" class="quiet" disabled={isFixed()} onClick={() => choose(zeroPoints)}>
          {texts().none}
        </button>
        <input
          id="points"
          type="range"
          min="0"
          max={sliderEnd(props.most)}
          step={SLIDER_STEP}
          value={till.points()}
          aria-valuetext={speech.points(till.points())}
          disabled={isFixed()}
          onInput={({ currentTarget }) => choose(currentTarget.valueAsNumber)}
        />
        <button type="button" class="quiet" disabled={isFixed()} onClick={() => choose(props.most)}>
          {texts().all}
        </button>
      </div>
    </div>
  )
}

const Worth = (props: { readonly quote: Quote }) => {
  const { speech } = useOwn()
  const texts = () => speech.t().till
  const percent = () => speech.number(props.quote.percent)
  return (
    <Show
      when={props.quote.type === "cashback"}
      fallback={
        <p class="worth discount">
          <span>{texts().discount(percent())}</span>
          <Show when={props.quote.discount}>
            {(discount) => <strong>−{speech.money(discount())}</strong>}
          </Show>
        </p>
      }
    >
      <Show when={props.quote.maxSpend > 0} fallback={<p class="worth">{texts().nothingToSpend}</p>}>
        <Slider most={props.quote.maxSpend} />
      </Show>
      <p class="worth">{texts().earns(speech.points(props.quote.earn), percent())}</p>
    </Show>
  )
}

const Countdown = (props: { readonly points: Points; readonly minutes: number }) => {
  const { speech, till } = useOwn()
  const texts = () => speech.t().till
  const clock = () => {
    const seconds = till.secondsLeft()
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  }
  const share = () => till.secondsLeft() / (props.minutes * 60)
  let box: HTMLDivElement | undefined
  // It is what the cashier must know now, also where the till's screen is low.
  createEffect(
    on(
      () => till.secondsLeft() > 0,
      () => box?.scrollIntoView({ block: "nearest" }),
      { defer: true },
    ),
  )
  return (
    <div
      class="hold"
      ref={(element) => {
        box = element
      }}
    >
      <span class="hold-points">{texts().held(speech.points(props.points))}</span>
      <Show when={till.secondsLeft() > 0} fallback={<span class="hold-over">{texts().holdOver}</span>}>
        <span class="hold-clock" role="timer" aria-label={texts().holdEnds}>
          {clock()}
        </span>
      </Show>
      <span class="hold-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share()})` }} />
      </span>
    </div>
  )
}

export const PointsSection = () => {
  const { speech, till } = useOwn()
  const held = () => {
    const { state } = till.snapshot()
    return state._tag === "Held" ? state.hold : undefined
  }
  return (
    <section class="step points" aria-label={speech.t().till.spent}>
      <Show when={quoted(till.snapshot().state)}>{(state) => <Worth quote={state().quote} />}</Show>
      <Show when={held()}>{(hold) => <Countdown points={hold().points} minutes={hold().minutes} />}</Show>
    </section>
  )
}
