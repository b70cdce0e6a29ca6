/**
 * Every word on the page, in English; `ru.ts` has the same in Russian and must have all of them.
 *
 * The words are DESIGN.md's: receipt, client, point, quote, hold, sale, commit, doubt, journal, case.
 */
import type { Points } from "@loyalkit/core/Money"
import { formatPoints } from "@loyalkit/core/Money"

const points = (amount: Points): string =>
  `${formatPoints(amount, "en")} ${amount === 100 ? "point" : "points"}`

export const en = {
  name: "English",
  title: "Playground",
  tagline:
    "A loyalty sale, settled exactly once. The real engine and a sandbox service, all inside this page.",
  language: "Language",
  points,

  till: {
    title: "Till",
    point: "Point of sale",
    receipt: (number: string) => `Receipt No.\u00a0${number}`,
    client: "Client",
    search: "Phone, card or code",
    samples: "Sample clients",
    find: "Find the client",
    finding: "Looking…",
    level: (title: string, percent: string) => `${title}, ${percent}\u00a0%`,
    another: "Another client",

    lines: "Receipt",
    quantity: "Quantity",
    more: (name: string) => `More: ${name}`,
    less: (name: string) => `Less: ${name}`,
    pieces: (count: string) => `${count} pcs`,
    kilograms: (count: string) => `${count} kg`,
    perKilogram: "per kg",
    excluded: "not payable with points",
    total: "Total",

    spend: "Points to spend",
    most: (amount: string) => `of ${amount}`,
    none: "None",
    all: "All",
    nothingToSpend: "No points can be spent on this receipt.",
    earns: (amount: string, percent: string) => `Without spending it earns ${amount} (${percent}\u00a0%)`,
    discount: (percent: string) => `Discount ${percent}\u00a0%`,
    stale: "The receipt has changed since the quote.",
    outdated: "The quote no longer holds.",

    held: (amount: string) => `${amount} held`,
    holdEnds: "Time left on the hold",
    holdOver: "The hold is over. It is taken again with the payment.",
    toPay: "To pay",
    spent: "Points",

    quote: "Quote",
    quoting: "Quoting…",
    quoteAgain: "Quote again",
    holdPoints: (amount: string) => `Hold ${amount}`,
    holding: "Holding…",
    holdInstead: (amount: string) => `Hold ${amount} instead`,
    release: "Release the points",
    pay: (amount: string) => `Take payment of ${amount}`,
    paying: "Taking payment…",
    cancel: "Cancel the receipt",
    renew: "New receipt",

    committed: "The sale is settled",
    committedSpent: (amount: string) => `${amount} written off`,
    committedEarned: (amount: string) => `${amount} earned`,
    committedDiscount: (amount: string) => `Discount ${amount}`,
    paid: "Paid",
    difference: (shown: string) => `The customer was shown ${shown}: see Cases.`,
    inDoubt: "The sale is in doubt",
    inDoubtHint:
      "It was sent, and no answer came. It is written down with what was seen before it, and is not sent again. Print the receipt and serve the next customer.",
    cancelled: "The receipt is cancelled",
    cancelledHint: "Held points come back now, or when the hold ends.",
    committing: "The sale is being created…",
    defect: "Something of our own failed. Do not sell this again; call the administrator.",
  },

  trouble: {
    label: "What goes wrong",
    none: "Nothing: the service works",
    "lost-answer": "Next sale: the answer is lost",
    "lost-sale": "Next sale: lost on the way",
    away: "The service is away",
  },

  service: {
    title: "At the service",
    hint: "What the engine cannot see",
    balance: "Balance",
    free: "Free",
    held: "Held",
    holds: "Holds",
    noHolds: "No holds",
    until: (time: string) => `until ${time}`,
    noClient: "Find a client to see the balance.",
    noPoints: "A discount level has no points.",
    ledger: "Ledger",
    noEntries: "Nothing happened to anybody's points yet.",
    entry: {
      opened: "Opening balance",
      "code-issued": "Code issued",
      "code-used": "Code used",
      held: "Points held",
      "hold-ended": { expired: "Hold expired", released: "Hold released", sale: "Hold ended by the sale" },
      sold: "Sale",
      credited: "Points credited",
    },
  },

  calls: {
    title: "HTTP calls",
    hint: "Between the till and the service",
    none: "No calls yet.",
    waiting: "waiting",
    noAnswer: "no answer",
    refused: "not sent",
    milliseconds: (count: number) => `${count} ms`,
    request: "Request",
    reply: "Reply",
    noReply: "No reply arrived.",
    executed: "The service executed it.",
    notExecuted: "The service has not executed it so far.",
  },

  journal: {
    title: "Journal",
    hint: "On a till's disk; here in memory",
    none: "Nothing is written down for this receipt yet.",
    Identified: "Client found",
    Quoted: "Quoted",
    QuoteOutdated: "Quote refused by the service",
    Held: "Points held",
    HoldUnknown: "A hold brought no answer",
    HoldEnded: {
      released: "Hold released",
      replaced: "Hold replaced",
      expired: "Hold expired",
      abandoned: "Hold left to expire",
    },
    CommitIntended: "Commit written down",
    Committed: "Sale created",
    CommitRefused: "Commit refused",
    CommitUnknown: "Commit in doubt",
    Cancelled: "Receipt cancelled",
    PrintedNotWrittenOff: "Printed, not written off",
    ReturnNoted: "Return noted",
    balance: (amount: string) => `balance ${amount}`,
    quoted: (amount: string, spend: string, earn: string) =>
      `${amount}: spend up to ${spend} or earn ${earn}`,
    discounted: (amount: string, total: string) => `${amount}, to pay ${total}`,
    held: (amount: string, minutes: number, asked: number) =>
      `${amount} for ${minutes} min, asked for ${asked}`,
    intended: (amount: string, spend: string) =>
      `${amount}, spending ${spend}; written down before it is sent`,
    earning: (amount: string) => `${amount}, spending nothing; written down before it is sent`,
    sold: (total: string) => `paid ${total}`,
  },

  cases: {
    title: "Cases",
    hint: "What needs a person",
    none: "Nothing needs a person.",
    doubt: "A sale in doubt",
    difference: "Not the sale that was shown",
    printedNotWrittenOff: "Printed, not written off",
    return: "A return",
    damaged: "A record that cannot be read",
  },
}

export type Texts = typeof en
