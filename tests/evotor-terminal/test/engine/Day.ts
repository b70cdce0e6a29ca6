/** A day at a till in whatever engine: what happened, as plain data. Made ES5 for an old one, so it uses nothing that a till has not. */
import type * as Terminal from "@loyalkit/adapter-evotor/terminal"

interface Fake {
  readonly services: Record<string, (...event: ReadonlyArray<unknown>) => void>
  readonly broadcasts: Record<string, (event: { receiptUuid: string }) => void>
}

const answers: Array<unknown> = []
const requests: Array<string> = []
let isOnline = true
let discount = 0

/** A class of the vendor's that only keeps what it is made of. */
const keeps = (kind: string) =>
  function (this: Record<string, unknown>, ...given: ReadonlyArray<unknown>) {
    this["kind"] = kind
    this["given"] = given
  }

const receipt = () => ({
  header: { uuid: "r-1", number: null, date: null, extra: "{}" },
  printDocuments: [
    {
      positions: [{ uuid: "p", name: "Кофе зерновой", priceWithDiscountPosition: 19.31, quantity: 200 }],
      discounts: { p: discount },
    },
  ],
})

const callback = {
  onResult: (result: { given: [number] }) => {
    answers.push(result)
    if (typeof result.given[0] === "number") discount = result.given[0]
    return Promise.resolve()
  },
  skip: () => {
    answers.push("skip")
    return Promise.resolve()
  },
  startActivity: () => Promise.resolve(),
}

const answerOf = (url: string): object => {
  const step = url.slice(url.lastIndexOf("/") + 1)
  if (step === "identify") return { ok: true, client: { balance: 1500, name: "Анна" } }
  if (step === "quote") return { ok: true, quote: { type: "cashback", maxSpend: 1500, earn: 289.65 } }
  if (step === "hold") return { ok: true, hold: { points: 386.2 }, payable: 3475.8 }
  return { ok: true, status: "committed" }
}

const fakeSdk = ({ broadcasts, services }: Fake) => ({
  ServiceAPI: {
    addEventListener: (type: string, listener: () => void) => void (services[type] = listener),
    removeEventListener: (type: string) => delete services[type],
  },
  BroadcastReceiver: {
    addEventListener: (type: string, listener: () => void) => void (broadcasts[type] = listener),
    removeEventListener: (type: string) => delete broadcasts[type],
  },
  ReceiptAPI: {
    getReceiptByUuid: () => Promise.resolve(receipt()),
    getReceiptByType: () => Promise.resolve(receipt()),
  },
  NavigationAPI: {},
  Intent: keeps("Intent"),
  ReceiptDiscountEventResult: keeps("ReceiptDiscountEventResult"),
  SetExtra: keeps("SetExtra"),
  PrintExtraRequiredEventResult: keeps("PrintExtraRequiredEventResult"),
  SetPrintExtra: keeps("SetPrintExtra"),
  PrintExtraPlacePrintGroupSummary: keeps("PrintExtraPlacePrintGroupSummary"),
  PrintableText: keeps("PrintableText"),
})

const http: Terminal.Http = ({ body, timeoutMillis, url }) => {
  requests.push(`${url.slice(url.lastIndexOf("/") + 1)} ${body} ${timeoutMillis > 0}`)
  return isOnline
    ? Promise.resolve({ status: 200, body: JSON.stringify(answerOf(url)) })
    : Promise.reject(new Error("no connection"))
}

/** Sells one receipt with points, one press without a line, and one without a customer. */
export const play = (bundle: typeof Terminal, done: (outcome: object) => void): void => {
  const fake: Fake = { services: {}, broadcasts: {} }
  const stored: Record<string, string> = {}
  const press = (receiptId: string) => fake.services["RECEIPT_DISCOUNT"]?.(discount, receiptId, callback)
  const options = {
    sdk: fakeSdk(fake),
    gateway: { url: "https://loyalty.example.ru/", token: "t" },
    store: {
      get: (key: string) => Promise.resolve(stored[key]),
      set: (key: string, value: string) => Promise.resolve(void (stored[key] = value)),
      remove: (key: string) => Promise.resolve(delete stored[key]),
    },
    ui: { choose: () => Promise.resolve({ search: "79000000001", points: 38620 }) },
    http,
    now: () => 1790000000000,
  }
  // The fake is what the bundle uses of the library.
  const loyalty = bundle.installEvotorLoyalty(options as unknown as Terminal.EvotorLoyaltyOptions)
  const later = () => new Promise<void>((resolve) => void setTimeout(resolve, 100))
  later()
    .then(() => press("r-1"))
    .then(later)
    .then(() => fake.services["PRINT_EXTRA_REQUIRED"]?.(callback))
    .then(later)
    .then(() => {
      isOnline = false
      press("r-1")
    })
    .then(later)
    .then(() => fake.broadcasts["SELL_RECEIPT_CLOSED"]?.({ receiptUuid: "r-1" }))
    .then(later)
    .then(() => {
      isOnline = true
      return loyalty.drain()
    })
    .then(() => loyalty.dispose())
    .then(
      () => {
        const amounts = [bundle.kopecksOf(1.005), bundle.amountOf(1499.9, 0.333), bundle.textOf(347580)]
        done({ answers, requests, stored, amounts, left: Object.keys(fake.services).length })
      },
      (cause: unknown) => done({ failed: String(cause) }),
    )
}
