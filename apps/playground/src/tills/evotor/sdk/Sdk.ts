/**
 * Stands in for the vendor's npm library (`evotor-integration-library`), which brings native modules and runs in no browser. The tests of the adapter run that
 * one for real (`tests/evotor-terminal`).
 *
 * It has its ways: an event for which nobody listens is never answered, a native refusal rejects, and what a dead process waits for never comes.
 */
import type {
  EvotorReceipt,
  EvotorReceiptEvent,
  EvotorSdk,
  EvotorServiceListener,
} from "@loyalkit/adapter-evotor/terminal"
import type { Reply, ServiceEvent } from "../pos/Services.ts"
import {
  Intent,
  PrintableText,
  PrintExtraPlacePrintGroupSummary,
  PrintExtraRequiredEventResult,
  ReceiptDiscountEventResult,
  SetExtra,
  SetPrintExtra,
} from "./Results.ts"

/** The native side of the terminal, as one process of an application sees it. */
export interface Native {
  readonly byUuid: (uuid: string) => EvotorReceipt | null
  readonly open: () => EvotorReceipt | null
  /** Did the terminal take it? */
  readonly answer: (event: ServiceEvent, reply: Reply) => boolean
  /** What the screen was opened with. */
  readonly intent: () => Intent
  readonly finish: () => void
}

export interface Library {
  readonly sdk: EvotorSdk
  /** An event of a service; `extras` as the listener takes them. */
  readonly deliver: (event: ServiceEvent, extras: ReadonlyArray<unknown>) => void
  readonly broadcast: (type: string, event: EvotorReceiptEvent) => void
}

/** Listeners by event: the library has one for each. */
const emitter = <Listener>() => {
  const listeners = new Map<string, Listener>()
  return {
    heardBy: (type: string): Listener | undefined => listeners.get(type),
    addEventListener: (type: string, listener: Listener): void => void listeners.set(type, listener),
    removeEventListener: (type: string, _listener: Listener): void => void listeners.delete(type),
  }
}

export const createLibrary = (native: Native, isAlive: () => boolean): Library => {
  const services = emitter<EvotorServiceListener>()
  const receipts = emitter<(event: EvotorReceiptEvent) => void>()

  /** The bridge to native code and back. */
  const over = <A>(call: () => A): Promise<A> =>
    new Promise((resolve, reject) => {
      if (!isAlive()) return
      try {
        resolve(call())
      } catch (cause) {
        reject(cause)
      }
    })
  const answered = (event: ServiceEvent, reply: Reply): Promise<void> =>
    over(() => {
      if (!native.answer(event, reply)) throw new Error("nobody waits for it")
    })
  const callback = (event: ServiceEvent) => ({
    onResult: (result: object) => answered(event, { _tag: "Result", result }),
    startActivity: (intent: object) =>
      answered(event, intent instanceof Intent ? { _tag: "Activity", intent } : { _tag: "Skip" }),
    skip: () => answered(event, { _tag: "Skip" }),
  })

  return {
    sdk: {
      ServiceAPI: services,
      BroadcastReceiver: receipts,
      ReceiptAPI: {
        getReceiptByUuid: (uuid) => over(() => native.byUuid(uuid)),
        getReceiptByType: (type) => over(() => (type === "SELL" ? native.open() : null)),
      },
      NavigationAPI: {
        getIntent: () => over(native.intent),
        setIntegrationResult: (result) => answered("RECEIPT_DISCOUNT", { _tag: "Result", result }),
        finish: () => over(native.finish),
      },
      Intent,
      ReceiptDiscountEventResult,
      SetExtra,
      PrintExtraRequiredEventResult,
      SetPrintExtra,
      PrintExtraPlacePrintGroupSummary,
      PrintableText,
    },
    deliver: (event, extras) => {
      const heard = services.heardBy(event)
      // What comes before the callback depends on the event, and no type says it.
      if (isAlive() && heard !== undefined) Reflect.apply(heard, undefined, [...extras, callback(event)])
    },
    broadcast: (type, event) => {
      if (isAlive()) receipts.heardBy(type)?.(event)
    },
  }
}
