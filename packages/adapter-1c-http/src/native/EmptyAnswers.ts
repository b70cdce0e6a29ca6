/**
 * Methods of «Сервер лояльности» that have nothing to do with points: answered as by a server that has nothing to say, and never with a 404.
 *
 * Their shapes are 1C's own provider's. Four are not known; an envelope is what every object begins with.
 */
import { envelope, json, text, type Json } from "./Answers.ts"

const lists = ["getcontrolleddiscountslist", "getlistonpaydiscounts", "listofemployees", "getlistbatches"]

const objects: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  getleftovers: { LeftoversList: [] },
  salesrestrictionsinfo: { AllowControl: true, RestrictionsList: [] },
  getgiftcardinfo: {
    GiftCard: { GiftCardName: "", GiftCardRef: "" },
    GiftCardNumber: "",
    GiftCardValue: 0,
    GiftCardBalance: 0,
    Blocked: false,
  },
  checkgiftcard: { GiftCardUsed: false },
  promocodeinfo: {
    PromocodeIsAvalible: false,
    PromocodeStatus: "",
    PromocodeDiscountDescription: "",
    PromocodeDiscount: "",
  },
  getseriesdata: { NameBatch: "", BatchUsed: false },
  getprice: { TypePriceUID: "", Characteristic: "", Product: "", BatchUID: "" },
}

const texts: Readonly<Record<string, string>> = {
  unlockgiftcard: "Подарочный сертификат разблокирован",
  writeoffgiftcard: "Подарочный сертификат не найден",
  unlockpromocode: "Промокод разблокирован",
}

/** The answer to a method that carries nothing here, by its name in lower case. */
export const emptyAnswer = (method: string, version: string) => {
  if (lists.includes(method)) return json([])
  const said = Object.hasOwn(texts, method) ? texts[method] : undefined
  if (said !== undefined) return text(said)
  return json({ ...envelope(version), ...(Object.hasOwn(objects, method) ? objects[method] : {}) })
}
