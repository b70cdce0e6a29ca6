/**
 * An Evotor terminal as its native side is written: one slot for each service's event, taken over by the next one and never cleared, receipts whose
 * discount a result replaces, and the vendor's library before it as a structure.
 */
import type {
  EvotorCallback,
  EvotorReceipt,
  EvotorReceiptEvent,
  EvotorSdk,
  EvotorServiceListener,
} from "../../src/terminal/index.ts"

export type Native =
  | { readonly result: Result }
  | { readonly activity: Readonly<Record<string, string>> }
  | "skip"

export interface Result {
  readonly discount: number
  readonly extra: { readonly extra: Readonly<Record<string, string | boolean>> } | null
  readonly changes: ReadonlyArray<never>
}

/** An event of a service, and how it was answered. */
export interface NativeEvent {
  readonly receiptId: string
  readonly answers: Array<Native>
  /** The next event took its slot before it was answered. */
  isTakenOver: boolean
  /** The app's process died before it was answered, or the terminal went on. */
  isOver: boolean
}

interface TillReceipt {
  readonly totalKopecks: number
  discountKopecks: number
  extra: Readonly<Record<string, string | boolean>>
  isClosed: boolean
}

class Discount implements Result {
  readonly discount: number
  readonly extra: Result["extra"]
  readonly changes: ReadonlyArray<never>
  constructor(discount: number, extra: object | null, changes: ReadonlyArray<never>) {
    this.discount = discount
    this.extra = extra instanceof Extra ? extra : null
    this.changes = changes
  }
}
class Extra {
  readonly extra: Readonly<Record<string, string | boolean>>
  constructor(extra: Readonly<Record<string, string | boolean>>) {
    this.extra = extra
  }
}
class Intent {
  className = ""
  extras: Record<string, string> = {}
  setClassName(name: string) {
    this.className = name
  }
  putExtra(key: string, value: string) {
    this.extras[key] = value
  }
}
class Printed {
  readonly parts: unknown
  constructor(parts: unknown) {
    this.parts = parts
  }
}
class Group {
  readonly printables: ReadonlyArray<unknown>
  constructor(_place: unknown, printables: ReadonlyArray<unknown>) {
    this.printables = printables
  }
}
class Text {
  readonly value: string
  constructor(value: string) {
    this.value = value
  }
}
class Place {
  readonly printGroup = undefined
}

type Listeners = Map<string, EvotorServiceListener | ((event: EvotorReceiptEvent) => void)>

/** What a native callback does is up to the test. */
export interface Faults {
  /** Native code refuses every answer. */
  nativeFails?: boolean
  /** `ReceiptAPI` gives nothing. */
  noReceipts?: boolean
  /** The receipt's extras show before it is closed. */
  showsExtras?: boolean
}

export class FakeTill {
  readonly receipts = new Map<string, TillReceipt>()
  readonly events: Array<NativeEvent> = []
  readonly prints: Array<NativeEvent> = []
  readonly screens: Array<Native> = []
  /** Answers to one event that landed on another. */
  misdirected = 0
  intent: Intent | undefined
  isFinished = false
  open: string | undefined
  #processes = 0
  readonly #faults: Faults
  readonly #services: Listeners = new Map()
  readonly #broadcasts: Listeners = new Map()

  constructor(faults: Faults = {}) {
    this.#faults = { showsExtras: true, ...faults }
  }

  /** A receipt with one position. */
  readonly begin = (receiptId: string, totalKopecks: number, discountKopecks = 0): void => {
    this.receipts.set(receiptId, { totalKopecks, discountKopecks, extra: {}, isClosed: false })
    this.open = receiptId
    this.broadcast("OPENED", receiptId)
  }

  readonly of = (receiptId: string): TillReceipt => {
    const receipt = this.receipts.get(receiptId)
    if (receipt === undefined) throw new Error(`no receipt ${receiptId}`)
    return receipt
  }

  readonly broadcast = (event: "OPENED" | "CLEARED" | "CLOSED", receiptId: string): void => {
    const listener = this.#broadcasts.get(`SELL_RECEIPT_${event}`)
    // Listened to as a broadcast, so it takes one.
    ;(listener as ((event: EvotorReceiptEvent) => void) | undefined)?.({ receiptUuid: receiptId })
  }

  /** The customer has paid. `isHeard`: the broadcast reaches the app. */
  readonly close = (receiptId: string, isHeard = true): void => {
    this.of(receiptId).isClosed = true
    this.goesOn(receiptId)
    this.open = undefined
    if (isHeard) this.broadcast("CLOSED", receiptId)
  }

  readonly clear = (receiptId: string): void => {
    this.receipts.delete(receiptId)
    this.goesOn(receiptId)
    this.open = undefined
    this.broadcast("CLEARED", receiptId)
  }

  /** No more of the app's world: its listeners and open events are gone. */
  readonly die = (): void => {
    this.#processes += 1
    this.#services.clear()
    this.#broadcasts.clear()
    for (const event of [...this.events, ...this.prints]) if (event.answers.length === 0) event.isOver = true
  }

  readonly goesOn = (receiptId: string): void => {
    for (const event of this.events)
      if (event.receiptId === receiptId && event.answers.length === 0) event.isOver = true
  }

  /** The icon is pressed. */
  readonly press = (receiptId: string): NativeEvent => {
    const { discountKopecks } = this.of(receiptId)
    return this.#emit(this.events, "RECEIPT_DISCOUNT", receiptId, discountKopecks / 100, receiptId)
  }

  readonly print = (receiptId: string): NativeEvent =>
    this.#emit(this.prints, "PRINT_EXTRA_REQUIRED", receiptId)

  readonly #emit = (
    slot: Array<NativeEvent>,
    type: string,
    receiptId: string,
    ...event: ReadonlyArray<unknown>
  ): NativeEvent => {
    const last = slot.at(-1)
    if (last !== undefined && last.answers.length === 0) last.isTakenOver = true
    const now: NativeEvent = { receiptId, answers: [], isTakenOver: false, isOver: false }
    slot.push(now)
    const asked = this.#processes
    const answers = (answer: Native): Promise<void> => {
      // The dead answer nobody.
      if (asked !== this.#processes) return new Promise(() => undefined)
      // Whoever answers, it lands on the event that is in the slot.
      const current = slot.at(-1)
      if (current !== now) this.misdirected += 1
      current?.answers.push(answer)
      if (this.#faults.nativeFails === true) return Promise.reject(new Error("DeadObjectException"))
      if (current !== undefined && !current.isOver) this.#apply(current.receiptId, answer)
      return Promise.resolve()
    }
    const callback: EvotorCallback = {
      // What we are handed is what our own classes made.
      onResult: (result) => answers({ result: result as Result }),
      startActivity: (intent) => answers({ activity: (intent as Intent).extras }),
      skip: () => answers("skip"),
    }
    // The library hands over just these arguments.
    ;(this.#services.get(type) as ((...event: ReadonlyArray<unknown>) => void) | undefined)?.(
      ...event,
      callback,
    )
    return now
  }

  readonly #apply = (receiptId: string, answer: Native): void => {
    if (answer === "skip" || "activity" in answer || !(answer.result instanceof Discount)) return
    const receipt = this.receipts.get(receiptId)
    if (receipt === undefined || receipt.isClosed) return
    receipt.discountKopecks = Math.round(answer.result.discount * 100)
    if (answer.result.extra !== null) receipt.extra = answer.result.extra.extra
  }

  readonly #receipt = (receiptId: string | undefined): EvotorReceipt | null => {
    const receipt = receiptId === undefined ? undefined : this.receipts.get(receiptId)
    if (receiptId === undefined || receipt === undefined || this.#faults.noReceipts === true) return null
    const { discountKopecks, extra, isClosed, totalKopecks } = receipt
    const shows = isClosed || this.#faults.showsExtras === true
    return {
      header: {
        uuid: receiptId,
        number: isClosed ? "1" : null,
        date: isClosed ? "Fri Jan 16 12:25:42 GMT+03:00 2026" : null,
        extra: JSON.stringify(shows ? extra : {}),
      },
      printDocuments: [
        {
          positions: [
            { uuid: "p-1", name: "Кофе", priceWithDiscountPosition: totalKopecks / 100, quantity: 1 },
          ],
          ...(discountKopecks === 0 ? {} : { discounts: new Map([["p-1", discountKopecks / 100]]) }),
        },
      ],
    }
  }

  readonly sdk: EvotorSdk = {
    ServiceAPI: {
      addEventListener: (type, listener) => void this.#services.set(type, listener),
      removeEventListener: (type) => this.#services.delete(type),
    },
    BroadcastReceiver: {
      addEventListener: (type, listener) => void this.#broadcasts.set(type, listener),
      removeEventListener: (type) => this.#broadcasts.delete(type),
    },
    ReceiptAPI: {
      getReceiptByUuid: async (uuid) => this.#receipt(uuid),
      getReceiptByType: async () => this.#receipt(this.open),
    },
    NavigationAPI: {
      getIntent: async () => this.intent ?? new Intent(),
      setIntegrationResult: async (result) => {
        this.screens.push({ result: result as Result })
        const { receiptUuid } = this.intent?.extras ?? {}
        if (receiptUuid !== undefined) this.#apply(receiptUuid, { result: result as Result })
      },
      finish: async () => {
        this.isFinished = true
      },
    },
    Intent,
    ReceiptDiscountEventResult: Discount,
    SetExtra: Extra,
    PrintExtraRequiredEventResult: Printed,
    SetPrintExtra: Group,
    PrintExtraPlacePrintGroupSummary: Place,
    PrintableText: Text,
  }

  /** The terminal opens the screen that an event was answered with. */
  readonly openScreen = (extras: Readonly<Record<string, string>>): void => {
    const intent = new Intent()
    intent.extras = { ...extras }
    this.intent = intent
  }
}

/** The lines of a print answer. */
export const linesOf = ({ answers }: NativeEvent): ReadonlyArray<string> =>
  answers.flatMap((answer) => {
    if (answer === "skip" || "activity" in answer) return []
    const { parts } = answer.result as unknown as { parts: ReadonlyArray<Group> } // our own classes, above
    return parts.flatMap(({ printables }) =>
      printables.flatMap((one) => (one instanceof Text ? [one.value] : [])),
    )
  })
