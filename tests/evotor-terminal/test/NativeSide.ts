/**
 * The native side of an Evotor terminal, as the library's Java and Kotlin are written: modules that the library calls, events that it is
 * told of, and the receipts behind them. Every call is recorded as it came.
 */
import type { Natives } from "./Vendor.ts"

type Wire = Readonly<Record<string, unknown>>
type Callback = (...answer: ReadonlyArray<unknown>) => void

/** A receipt as the bridge hands it over. */
export interface WireReceipt {
  readonly header: {
    readonly uuid: string
    number: string | null
    readonly type: string
    date: string | null
    readonly clientEmail: null
    readonly clientPhone: null
    extra: string
  }
  readonly printDocuments: Array<{
    readonly printGroup: null
    positions: Array<
      Wire & { readonly uuid: string; readonly priceWithDiscountPosition: number; readonly quantity: number }
    >
    readonly payments: ReadonlyArray<never>
    readonly changes: ReadonlyArray<never>
    discounts?: Record<string, number>
  }>
}

/** What came over the bridge. */
export interface NativeCall {
  readonly module: string
  readonly method: string
  readonly args: ReadonlyArray<unknown>
}

interface DiscountData {
  readonly discount: number
  readonly extra: { readonly extra: Readonly<Record<string, string>> } | null
}

const kopecks = (rubles: number): number => Math.round(rubles * 100)

const totalOf = ({ printDocuments }: WireReceipt): number =>
  printDocuments
    .flatMap(({ positions }) => positions)
    .reduce(
      (sum, { priceWithDiscountPosition, quantity }) => sum + kopecks(priceWithDiscountPosition * quantity),
      0,
    )

export const discountOf = ({ printDocuments }: WireReceipt): number =>
  printDocuments
    .flatMap(({ discounts = {} }) => Object.values(discounts))
    .reduce((sum, rubles) => sum + kopecks(rubles), 0)

/** One position of this amount. */
export const receiptOf = (uuid: string, totalKopecks: number): WireReceipt => ({
  header: { uuid, number: null, type: "SELL", date: null, clientEmail: null, clientPhone: null, extra: "{}" },
  printDocuments: [
    {
      printGroup: null,
      positions: [
        {
          uuid: "aaaaaaaa-0000-4000-8000-000000000001",
          name: "Кофе",
          price: totalKopecks / 100,
          priceWithDiscountPosition: totalKopecks / 100,
          quantity: 1,
          extraKeys: [],
          subPositions: [],
          settlementMethod: { type: "FULL_SETTLEMENT" },
        },
      ],
      payments: [],
      changes: [],
    },
  ],
})

/** The listeners of one process. */
interface Process {
  readonly local: Array<(event: unknown) => void>
  readonly tasks: Map<string, () => (event: unknown) => Promise<unknown>>
  isAlive: boolean
}

export class NativeSide {
  readonly calls: Array<NativeCall> = []
  readonly receipts = new Map<string, WireReceipt>()
  open: string | undefined
  /** What `NavigationAPI` gives the screen. */
  intent: Wire = {}
  /** The next native answer to the library fails with it. */
  nextFailure: Wire | undefined
  #slot: string | undefined
  #process: Process = { local: [], tasks: new Map(), isAlive: false }
  #waiting: Array<() => void> = []

  /** Modules for a new process; the one before is dead. */
  readonly start = (): Natives => {
    this.#process.isAlive = false
    const own: Process = { local: [], tasks: new Map(), isAlive: true }
    this.#process = own
    const native = (module: string, methods: Readonly<Record<string, (...args: Array<unknown>) => void>>) =>
      new Proxy(methods, {
        get:
          (known, method: string) =>
          (...args: Array<unknown>) => {
            if (!own.isAlive) return
            this.calls.push({
              module,
              method,
              args: structuredClone(args.filter((arg) => typeof arg !== "function")),
            })
            known[method]?.(...args)
            for (const heard of this.#waiting.splice(0)) heard()
          },
      })
    const { answer } = this
    const react = {
      NativeModules: {
        IntegrationModule: native("IntegrationModule", {
          setIntegrationResult: (_type, result, callback) => answer(result as Wire, callback as Callback),
        }),
        ReceiptModule: native("ReceiptModule", {
          getReceiptByUuid: (uuid, callback) => (callback as Callback)(this.#read(uuid as string)),
          getReceiptByType: (_type, callback) => (callback as Callback)(this.#read(this.open)),
        }),
        NavigationModule: native("NavigationModule", {
          getIntent: (callback) => (callback as Callback)(this.intent),
          setIntegrationResult: (_type, result, callback) =>
            answer({ data: result as Wire }, callback as Callback),
          finish: (callback) => (callback as Callback)(undefined),
        }),
      },
      DeviceEventEmitter: {
        addListener: (_name: string, listener: (event: unknown) => void) => void own.local.push(listener),
      },
      AppRegistry: {
        registerHeadlessTask: (name: string, task: () => (event: unknown) => Promise<unknown>) =>
          void own.tasks.set(name, task),
      },
    }
    return { "react-native": react, react: {} }
  }

  readonly kill = (): void => {
    this.#process.isAlive = false
  }

  /** A service's event: by the headless task. */
  readonly emitGlobal = (type: string, extras?: unknown): Promise<unknown> => {
    const event = structuredClone(extras === undefined ? { type } : { type, extras })
    if (type === "RECEIPT_DISCOUNT" && Array.isArray(event.extras)) this.#slot = String(event.extras[1])
    const task = this.#process.tasks.get("GlobalEventEmission")
    return this.#process.isAlive && task !== undefined ? task()(event) : Promise.resolve()
  }

  /** A broadcast: lost, where there is no process. */
  readonly emitLocal = (type: string, extras: unknown): void => {
    if (this.#process.isAlive)
      for (const heard of this.#process.local) heard(structuredClone({ type, extras }))
  }

  /** Presses the icon on the payment screen. */
  readonly press = (uuid: string): void => {
    const receipt = this.receipts.get(uuid)
    const discount = receipt === undefined ? 0 : discountOf(receipt) / 100
    void this.emitGlobal("RECEIPT_DISCOUNT", [discount, uuid]).catch(() => undefined)
  }

  readonly broadcast = (event: "OPENED" | "CLEARED" | "CLOSED", receiptUuid: string): void => {
    const action = event === "CLOSED" ? "RECEIPT_CLOSED" : event
    this.emitLocal(`SELL_RECEIPT_${event}`, {
      receiptUuid,
      action: `evotor.intent.action.receipt.sell.${action}`,
    })
  }

  readonly begin = (receipt: WireReceipt): void => {
    this.receipts.set(receipt.header.uuid, receipt)
    this.open = receipt.header.uuid
    this.broadcast("OPENED", receipt.header.uuid)
  }

  /** Paid and printed. */
  readonly close = (uuid: string): void => {
    const header = this.receipts.get(uuid)?.header
    if (header !== undefined)
      Object.assign(header, { number: "29467", date: "Fri Jan 16 12:25:42 GMT+03:00 2026" })
    this.open = undefined
    this.broadcast("CLOSED", uuid)
  }

  readonly clear = (uuid: string): void => {
    this.receipts.delete(uuid)
    this.open = undefined
    this.broadcast("CLEARED", uuid)
  }

  /** Calls of a module's method so far, as the fixtures write them. */
  readonly named = (module: string, method: string): ReadonlyArray<ReadonlyArray<unknown>> =>
    this.calls
      .filter((call) => call.module === module && call.method === method)
      .map(({ args }) => [module, method, args])

  /** Answers to services' events so far. */
  readonly answers = () => this.named("IntegrationModule", "setIntegrationResult")

  /** Waits until the library has called so often. */
  readonly answered = async (count: number): Promise<ReadonlyArray<ReadonlyArray<unknown>>> => {
    while (this.answers().length < count) await new Promise<void>((heard) => void this.#waiting.push(heard))
    return this.answers()
  }

  readonly #read = (uuid: string | undefined): WireReceipt | null => {
    const receipt = uuid === undefined ? undefined : this.receipts.get(uuid)
    return receipt === undefined ? null : structuredClone(receipt)
  }

  readonly answer = (result: Wire, callback: Callback): void => {
    const failure = this.nextFailure
    this.nextFailure = undefined
    if (failure !== undefined) return callback(failure)
    const receipt = this.receipts.get(this.#slot ?? "")
    const data = result["data"] as DiscountData | undefined // as the library writes it
    if (receipt !== undefined && receipt.header.number === null && typeof data?.discount === "number")
      this.#apply(receipt, data)
    callback(undefined)
  }

  /** The terminal distributes a receipt's discount itself; here all of it on the first position. */
  readonly #apply = (receipt: WireReceipt, { discount, extra }: DiscountData): void => {
    const [document] = receipt.printDocuments
    const position = document?.positions[0]?.uuid
    if (document === undefined || position === undefined) return
    if (kopecks(discount) > totalOf(receipt)) throw new Error("a discount larger than the receipt")
    if (discount === 0) delete document.discounts
    else document.discounts = { [position]: discount }
    if (extra !== null) receipt.header.extra = JSON.stringify(extra.extra)
  }
}
