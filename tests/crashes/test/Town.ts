/**
 * The town that the tills of these tests sell in, and what is bought there.
 *
 * A receipt's number says everything about it: who buys, where, how much is spent, whether it is cancelled. No
 * two receipts have the same amount, so that the service's ledger, which knows no receipts, can be read against
 * the journal. The till's process and the test derive the same from the same number and tell each other nothing.
 */
import { ClientId, PointId, ReceiptId, type CheckoutKey } from "@loyalkit/core/Domain"
import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import { DEFAULT_KEY, type Client, type World } from "@loyalkit/sandbox/World"
import { createHash } from "node:crypto"

/** Who buys again and again, with several receipts at once: their points run out, and their doubts get in each other's way. */
const REGULARS = 6
/** Who buys once or twice: enough that a doubt seldom has company. */
const STRANGERS = 3_000

const [cafe, bakery] = [PointId.make("cafe"), PointId.make("bakery")]

const idOf = (client: number): ClientId => ClientId.make(`client-${client}`)
const phoneOf = (client: number): number => 79_000_000_001 + client

const clientOf = (index: number): Client => {
  const isFriend = index % 20 === 19
  const level = isFriend ? "friends" : index % 3 === 0 ? "bronze" : "gold"
  const balance = isFriend ? 0 : index < REGULARS ? 200_000 : 50_000
  return {
    id: idOf(index),
    name: `Покупатель ${index}`,
    phone: phoneOf(index),
    level,
    balance: Points.make(balance),
  }
}

export const town: World = {
  apikey: DEFAULT_KEY,
  points: [
    { id: cafe, title: "Кофейня" },
    { id: bakery, title: "Пекарня" },
  ],
  levels: [
    {
      id: "bronze",
      title: "Бронза",
      type: "cashback",
      percent: Percent.make(5),
      maxSpendPercent: Percent.make(50),
    },
    {
      id: "gold",
      title: "Золото",
      type: "cashback",
      percent: Percent.make(7.5),
      maxSpendPercent: Percent.make(100),
    },
    {
      id: "friends",
      title: "Друзья",
      type: "discount",
      percent: Percent.make(15),
      maxSpendPercent: Percent.make(0),
    },
  ],
  clients: Array.from({ length: REGULARS + STRANGERS }, (_, index) => clientOf(index)),
}

/** What a receipt is about. */
export interface Plan {
  readonly key: CheckoutKey
  readonly client: ClientId
  readonly search: string
  readonly amount: Kopecks
  /** What the customer would like to spend; 0 for a receipt that only earns. */
  readonly points: Points
  readonly isCancelled: boolean
}

/** No receipt costs less, and the rest of an amount is the receipt's number. */
const LEAST = 100_000

export const planOf = (number: number): Plan => {
  const chance = createHash("sha256").update(`receipt ${number}`).digest()
  const client =
    chance.readUInt8(0) < 64
      ? chance.readUInt16LE(1) % REGULARS
      : REGULARS + (chance.readUInt16LE(1) % STRANGERS)
  return {
    key: { point: chance.readUInt8(3) < 128 ? cafe : bakery, receipt: ReceiptId.make(`r-${number}`) },
    client: idOf(client),
    search: String(phoneOf(client)),
    amount: Kopecks.make(LEAST + number),
    points: Points.make(chance.readUInt8(4) < 160 ? 1_000 + (chance.readUInt16LE(5) % 4_000) : 0),
    isCancelled: chance.readUInt8(7) < 24,
  }
}

/** The plan of a receipt that was found in a journal. */
export const planOfReceipt = (receipt: ReceiptId): Plan => planOf(Number(receipt.slice("r-".length)))

/** The receipt of a sale that was found in the ledger. */
export const receiptOfAmount = (amount: Kopecks): ReceiptId => ReceiptId.make(`r-${amount - LEAST}`)
