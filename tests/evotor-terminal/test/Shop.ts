/** A shop: the real gateway with the sandbox inside, a line to it that can be spoilt, and one terminal. */
import { type Gateway, startGateway } from "@loyalkit/gateway-process"
import { App, type AppOptions } from "./App.ts"
import { openLine, type Line } from "./Line.ts"

/** The sample world's: 1500 points, all of them may be spent, 7.5 % back. */
export const ANNA = "79000000001"
/** 320.50 points, half of a purchase may be spent. */
export const BORIS = "79000000002"
/** 15 % off, no points. */
export const GRIGORY = "79000000004"

export interface LedgerSale {
  readonly kind: string
  readonly amount: number
  readonly total: number
  readonly spend?: number
  readonly earn?: number
}

export interface Shop {
  readonly gateway: Gateway
  readonly line: Line
  /** A terminal with nothing on it. */
  readonly app: (options?: Partial<AppOptions>) => App
  /** Sales in the service's ledger, of this amount in rubles. */
  readonly sales: (amount: number) => Promise<ReadonlyArray<LedgerSale>>
  /** What the gateway knows of a receipt. */
  readonly receipt: (
    uuid: string,
  ) => Promise<{ readonly state: string; readonly hold?: { readonly points: number } }>
  readonly close: () => Promise<void>
}

/** Without tokens the gateway takes any; the terminal sends one all the same. */
const TOKEN = "token-of-the-terminal"

export const openShop = async (): Promise<Shop> => {
  const gateway = await startGateway({})
  const line = await openLine(() => gateway.url)
  const get = async <A>(path: string): Promise<A> =>
    (await (await fetch(`${gateway.url}${path}`)).json()) as A // as documented
  return {
    gateway,
    line,
    app: (options) => new App({ url: line.url, token: TOKEN, ...options }),
    sales: async (amount) =>
      (await get<{ readonly entries: ReadonlyArray<LedgerSale> }>("/sandbox/ledger")).entries.filter(
        (entry) => entry.kind === "sold" && entry.amount === amount,
      ),
    receipt: (uuid) => get(`/v1/receipts/${uuid}`),
    close: async () => {
      await line.close()
      await gateway.stop()
    },
  }
}
