/**
 * Every word of the 1C cashier's workplace in English: its labels are translations of 1C's own. What the server says is shown as it says it.
 */
export const en = {
  title: "1C cashier's workplace",
  receipt: (number: string) => `Receipt ${number}`,
  point: "Point of sale",

  card: {
    label: "Loyalty card",
    hint: "Card number or phone",
    find: "Find",
    finding: "Looking…",
    samples: "Cards to scan",
    nameless: "Loyalty card",
    balance: "Bonuses",
    upTo: (percent: string) => `Bonuses may pay up to ${percent}\u00a0% of the receipt`,
    noPoints: "No bonuses can be used",
    kept: "Kept until the server answers",
    drop: "Remove the card",
  },

  goods: {
    title: "Goods",
    add: "Add goods",
    name: "Item",
    quantity: "Quantity",
    price: "Price",
    discount: "Discount",
    bonus: "Bonuses",
    sum: "Sum",
    empty: "The receipt is empty. Add goods.",
    more: (name: string) => `More: ${name}`,
    less: (name: string) => `Less: ${name}`,
    pieces: (count: string) => `${count} pcs`,
    kilograms: (count: string) => `${count} kg`,
  },

  totals: {
    title: "Totals",
    sum: "Sum",
    discount: "Discount",
    bonus: "By bonuses",
    toPay: "To pay",
    calculating: "Calculating…",
  },

  says: "The loyalty server says",
  pay: "Payment",
  cancel: "Cancel",
  retry: "Calculate again",

  payment: {
    title: "Payment",
    bonuses: "Pay by bonuses",
    most: (points: string) => `of ${points}`,
    write: "Use points",
    all: "All",
    none: "None",
    noCard: "Without a card there are no bonuses.",
    kind: "Kind of payment",
    cash: "Cash",
    byCard: "Bank card",
    back: "Back",
    close: "Close the receipt",
    closing: "Printing…",
  },

  closed: {
    title: (number: string) => `Receipt ${number} is closed`,
    paid: "Paid",
    WrittenOff: "1C told the server, and the points are written off:",
    NotWrittenOff:
      "RMK heard something else than it knows, gave the card back, and shows the cashier nothing. It heard:",
    unheard: "nothing",
    GivenBack: "No points were used, so 1C only gave the card back:",
    Untold: "1C told the server nothing about this receipt.",
    settledNow:
      "This settles the sale with its points, once; where the service's answer was lost, in the background. The protocol names no receipt, so loyalkit made one up.",
    notSettled:
      "Whatever the till heard: a write-off that arrived is settled once, and giving the card back undoes nothing. One that was refused is under Cases.",
    toldLater:
      "The protocol never says that a sale took place. What it earns is told later, by the receipt in 1C: read back by OData, or sent by the BSL module.",
    alsoLater:
      "Reading the receipts finds that these points are written off already, and spends nothing again.",
    read: "Wait for the reading",
    reading: "Waiting…",
    renew: "New receipt",
  },

  reading: {
    settled: "The sale was settled from the receipt; its points are at the service.",
    queued: "The earning is queued: it is delivered when the service is back.",
    claimed: "The receipt was joined with its write-off. Nothing is spent again.",
    case: "The receipt needs a person: see Cases.",
    noted: "A return was noted.",
    left: "There is no card on the receipt, so there is nothing to settle.",
    nobody: "Nobody has the card of this receipt.",
    differs: "Something else is settled under this receipt already: a person should look.",
    notYet: "loyalkit has not read this receipt yet.",
    nothing: "It was read, and nothing was done with it: see the journal.",
    next: (seconds: string) =>
      `loyalkit reads 1C's receipts by OData every minute, next in ${seconds}\u00a0s.`,
    nobodyReads: "loyalkit, which reads 1C's receipts by OData every minute, is down.",
    waiting: "It waits, and is dealt with at a later reading.",
  },

  notice: {
    unreachable: "Could not connect to the loyalty server. Call the administrator",
    serverError: (code: number) =>
      `A call of the loyalty server failed on the server's side. Error code: ${code}`,
    wrongParameters: (code: number) =>
      `A call of the loyalty server had wrong parameters. Error code: ${code}`,
    notCalculated: "The automatic discounts could not be calculated.",
    notUnlocked: "The bonuses could not be unlocked. Please call the administrator",
    notFound: (typed: string) => `No loyalty card: ${typed}`,
  },

  settings: {
    open: "Settings",
    title: "Loyalty server",
    address: "Address of the loyalty server",
    user: "User of the loyalty server",
    password: "Password",
    passwordHint: "The till's token: loyalkit knows its point of sale by it",
    check: "Check the connection",
    checking: "Checking…",
    connected: "The connection to the server is established.",
    close: "Close",
  },

  protocol: {
    title: "RMK → loyalkit",
    hint: "1C's own protocol",
    none: "No calls yet.",
    lose: "Lose the answer to the next write-off",
    reader: "OData",
    again: "again",
    waiting: "waiting",
    unheard: {
      "line-down": "no line",
      "gateway-down": "nobody there",
      "gateway-died": "broken off",
      "no-answer": "lost",
    },
    request: "Request",
    answer: "Answer",
    lostNote: "loyalkit answered so. It was lost on the way: RMK heard nothing.",
    repeat: "Send it once more",
    repeatHint: "as a proxy on the way might; RMK itself repeats nothing",
  },

  journal: {
    madeUp: (receipt: string) => `Made up by loyalkit: ${receipt}`,
    document: (number: string) => `Read back from 1C: ${number}`,
  },
}

export type Words = typeof en
