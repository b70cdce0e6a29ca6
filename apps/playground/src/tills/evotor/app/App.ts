/**
 * The shop's loyalty application on the terminal. Its process may die at any time, and starts again over what is on the disk.
 *
 * An event that waits for an answer starts the process, as a binding does; a broadcast to a dead one is lost, as the vendor's library loses it.
 */
import { runDiscountActivity, type Notice } from "@loyalkit/adapter-evotor/terminal"
import type { Language } from "@loyalkit/core/Money"
import { createSignal, type Accessor } from "solid-js"
import type { ServiceEvent } from "../pos/Services.ts"
import type { Intent } from "../sdk/Results.ts"
import type { Native } from "../sdk/Sdk.ts"
import { beginProcess, type Process, type ProcessOptions } from "./Process.ts"
import { createScreens, type Screens } from "./Screen.ts"

export type Broadcast = "OPENED" | "CLEARED" | "CLOSED"

export interface App {
  readonly isAlive: Accessor<boolean>
  readonly start: () => void
  readonly kill: () => void
  readonly deliver: (event: ServiceEvent, extras: ReadonlyArray<unknown>) => void
  readonly broadcast: (event: Broadcast, receiptUuid: string) => void
  readonly screens: Screens
  /** Opens the screen that an answer asked for. */
  readonly openScreen: (intent: Intent) => void
  /** Sends what waits. */
  readonly drain: () => void
  /** What the application last told the cashier. */
  readonly notice: Accessor<Notice | undefined>
  readonly dismiss: () => void
}

export interface AppOptions extends Pick<ProcessOptions, "gateway" | "http" | "store" | "after" | "now"> {
  readonly native: Omit<Native, "intent" | "finish">
  readonly language: Accessor<Language>
  /** Its screen went, or all of it: whatever was not answered until now never will be. */
  readonly onGone: () => void
}

export const createApp = ({ language, native, onGone, ...options }: AppOptions): App => {
  const [process, setProcess] = createSignal<Process>()
  const [notice, setNotice] = createSignal<Notice>()
  const dismiss = (): void => void setNotice(undefined)
  const screens = createScreens(dismiss)
  let intent: Intent | undefined

  const finish = (): void => {
    screens.close()
    intent = undefined
    onGone()
  }
  const opened = (): Intent => {
    if (intent === undefined) throw new Error("no screen is open")
    return intent
  }
  /** The process that runs, or a new one. */
  const started = (): Process => {
    const running =
      process() ??
      beginProcess({
        ...options,
        native: { ...native, intent: opened, finish },
        notify: setNotice,
        language: language(),
      })
    setProcess(running)
    return running
  }

  return {
    isAlive: () => process() !== undefined,
    start: () => void started(),
    kill: () => {
      process()?.die()
      setProcess(undefined)
      finish()
    },
    deliver: (event, extras) => started().library.deliver(event, extras),
    broadcast: (event, receiptUuid) => process()?.library.broadcast(`SELL_RECEIPT_${event}`, { receiptUuid }),
    screens,
    openScreen: (wanted) => {
      intent = wanted
      screens.open()
      void runDiscountActivity(started().loyalty, screens.ask)
    },
    drain: () => void process()?.loyalty.drain(),
    notice,
    dismiss,
  }
}
