/**
 * The next call to the service fails: each way in which it can is a button, in groups by what is true of the request, which a client cannot see.
 */
import { Method } from "@loyalkit/sandbox/Call"
import { WAYS, wayNames, type WayName } from "@loyalkit/scenario/format/Ways"
import { createSignal, For, Show } from "solid-js"
import { usePage } from "../Page.ts"
import { Popover } from "./Popover.tsx"

type Fate = "not-sent" | "rejected" | "not-executed" | "executed"

const fateOf = (way: WayName): Fate => {
  const { concludes, executed } = WAYS[way]
  if (concludes !== "unknown") return concludes
  return executed ? "executed" : "not-executed"
}
const fates: ReadonlyArray<Fate> = ["not-sent", "rejected", "not-executed", "executed"]
const waysOf = (fate: Fate): ReadonlyArray<WayName> => wayNames.filter((way) => fateOf(way) === fate)

const ANY = "any"

export const FaultLevers = () => {
  const { shop: page, speech } = usePage()
  const texts = () => speech.t().levers.faults
  const [method, setMethod] = createSignal<Method>()
  const arm = (way: WayName | "none"): void => {
    const only = method()
    page.shop.do({
      _tag: "Fault",
      fault: { way, ...(only === undefined || way === "none" ? {} : { method: only }) },
    })
  }
  const armed = () =>
    page
      .faults()
      .map(({ method: only, way }) => texts().armed(only ?? texts().any, WAYS[way][speech.language()]))
  return (
    <Popover label={texts().label(armed().length)} isBroken={armed().length > 0}>
      {(close) => (
        <div class="fault-choice">
          <p aria-live="polite">{armed().join("; ")}</p>
          <label>
            <span>{texts().which}</span>
            <select
              onChange={({ currentTarget: { value } }) =>
                setMethod(Method.literals.find((one) => one === value))
              }
            >
              <option value={ANY}>{texts().any}</option>
              <For each={Method.literals}>{(one) => <option value={one}>{one}</option>}</For>
            </select>
          </label>
          <Show when={armed().length > 0}>
            <button
              type="button"
              onClick={() => {
                arm("none")
                close()
              }}
            >
              {texts().none}
            </button>
          </Show>
          <For each={fates}>
            {(fate) => (
              <Show when={waysOf(fate).length > 0}>
                <div role="group" aria-label={texts().fates[fate]} class="fault-group">
                  <h2>{texts().fates[fate]}</h2>
                  <For each={waysOf(fate)}>
                    {(way) => (
                      <button
                        type="button"
                        data-way={way}
                        onClick={() => {
                          arm(way)
                          close()
                        }}
                      >
                        {WAYS[way][speech.language()]}
                      </button>
                    )}
                  </For>
                </div>
              </Show>
            )}
          </For>
        </div>
      )}
    </Popover>
  )
}
