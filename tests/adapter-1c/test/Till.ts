/**
 * A till's calls, one by one, for tests that follow no script of the notes.
 */
import { readFileSync } from "node:fs"
import { message, send, sendAndHangUp, type RawAnswer } from "./RawHttp.ts"
import { CARD, type Shop } from "./Shop.ts"

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/native/${name}`, import.meta.url), "utf8")

/** 1,045.50 roubles in two lines, 100 of it shown as paid by points. */
export const WITH_POINTS = "calculatediscounts.request.with-bonus-pay.json"
/** The same without points. */
export const WITHOUT = "calculatediscounts.request.json"

export interface Card {
  readonly number: string
  readonly guid: string
}

export const make = (shop: Shop, password = "test-token", login = "till-1") => {
  const bytes = (
    verb: string,
    method: string,
    query: Readonly<Record<string, string>>,
    body?: string,
  ): Buffer => {
    const text = new URLSearchParams(query).toString()
    return message({
      verb,
      target: `/hs/loyaltyservice/${method}${text === "" ? "" : `/?${text}`}`,
      login,
      password,
      ...(body === undefined ? {} : { body }),
    })
  }
  const fields = ({ guid, number }: Card, points = "") => ({
    ClientCardID: number,
    CardGUID: guid,
    Phone: "",
    BonusesCount: points,
    Currency: "643",
  })
  const calculation = (card: string, file: string) =>
    bytes("GET", "calculatediscounts", {}, fixture(file).replaceAll(CARD, card))
  const writeOff = (card: Card, points: string) =>
    bytes("POST", "writeoffclientbonuses", fields(card, points))

  return {
    call: (verb: string, method: string, query: Readonly<Record<string, string>> = {}, body?: string) =>
      send(shop.port(), bytes(verb, method, query, body)),
    /** Takes a card, and gives what РМК keeps of it. */
    take: async (number = CARD): Promise<Card> => {
      const answer = await send(
        shop.port(),
        bytes("GET", "findclientcard", { ClientCardID: number, BlockBonuses: "1" }),
      )
      // The answer's own border.
      const { LoyaltyCardsList } = JSON.parse(answer.body) as {
        readonly LoyaltyCardsList: ReadonlyArray<{ readonly Barcode: string; readonly CardGUID: string }>
      }
      const [card] = LoyaltyCardsList
      return { number: card?.Barcode ?? "", guid: card?.CardGUID ?? "" }
    },
    calculate: ({ number }: Pick<Card, "number">, file: string): Promise<RawAnswer> =>
      send(shop.port(), calculation(number, file)),
    writeOff: async (card: Card, points = "100"): Promise<string> =>
      (await send(shop.port(), writeOff(card, points))).body,
    writeOffUnheard: (card: Card, points = "100"): Promise<void> =>
      sendAndHangUp(shop.port(), writeOff(card, points), 300),
    unlock: async (card: Card): Promise<string> =>
      (await send(shop.port(), bytes("POST", "unlockclientbonuses", fields(card)))).body,
  }
}

export type Till = ReturnType<typeof make>
