/**
 * Every word of the scenarios in English. The words are those of docs/scenarios.md; what fails, reasons and events have theirs elsewhere.
 */
import { unheard } from "../Unheard.ts"

export const en = {
  title: "Scenarios",
  tagline:
    "What was done in a shop, step by step, and what it came to. Each is a link, a file and a test; here it plays in a whole shop in memory: tills, the real gateway and engine, and a sandbox for the service.",
  kinds: {
    usual: "A usual day",
    time: "Time goes by, points go away",
    doubt: "A sale in doubt",
    away: "The service is away",
    crash: "Lines and processes fail",
    "1c": "1C",
    iiko: "iiko",
    other: "Other",
  },
  back: "All scenarios",
  reading: "Reading the link…",
  wrong: {
    title: "This is no link to a scenario",
    why: {
      cut: "It was cut or changed on its way, or is longer than a link may be. Ask for it once more, as a whole, or for the scenario's file.",
      unknown:
        "The gallery has no scenario of that name. It may have been renamed: look through all of them.",
      misfit:
        "It could be read, but what it carries does not fit together. Whoever wrote it finds below what to mend.",
    },
  },

  broken: "This scenario cannot be played on",

  player: {
    loading: "Loading the shop that it plays in…",
    missing: "The player could not be loaded",
    network: "Look at the network, and try again: the page is loaded anew, and the tills with it.",
    again: "Try again",
  },

  controls: {
    label: "Playing",
    step: "One step",
    all: "Play all",
    back: "Back to the start",
    done: (done: number, of: number) => `Step ${done} of ${of}`,
    passed: (time: string) => `${time} passed`,
    passing: (gone: string, of: string) => `${gone} of ${of}`,
  },

  steps: {
    title: "Steps",
    hint: "virtual time, from the opening",
    at: (time: string) => `at ${time}`,
    waiting: "waiting for the answer",
    after: (time: string) => `after ${time}`,
    till: (till: string) => `Till ${till}`,
    find: (search: string) => `find the client ${search}`,
    noClient: "no client",
    quote: (amount: string) => `quote ${amount}`,
    hold: (points: string) => `hold ${points} points`,
    commit: (amount: string, points: string) => `sell for ${amount}, spending ${points} points`,
    earn: (amount: string) => `sell for ${amount}, spending nothing`,
    cancel: "cancel the receipt",
    return: (amount: string) => `goods for ${amount} come back`,
    ask: "ask how the receipt stands",
    sends: "sends a request",
    unsaid: "(not said)",
    tills: { own: "loyalkit", rmk: "1C", iiko: "iiko", evotor: "Evotor" },
    places: { cafe: "in the café", bakery: "in the bakery" },
    release: "give the held points back",
    own: {
      ping: "ask whether loyalkit is there",
      find: "find a client without a receipt",
      cases: "look at what needs a person",
    },
    oneC: {
      ping: "1C asks whether loyalkit is there",
      useautomaticdiscounts: "1C asks what loyalkit can do",
      findclientcard: "1C finds the card",
      getclientbonuses: "1C asks for the client's points",
      calculatediscounts: "1C has the receipt calculated",
      writeoffclientbonuses: "1C writes the points off",
      unlockclientbonuses: "1C gives the held points back",
    },
    iiko: {
      ping: "iikoFront asks whether loyalkit is there",
      checkin: "iikoFront names the guest",
      "checkin/undo": "iikoFront takes the guest off",
      quote: "iikoFront has the order calculated",
      bill: "iikoFront prints the bill",
      cheque: "iikoFront prints the cheque",
      "payments/added": "iikoFront adds a payment",
      "payments/deleted": "iikoFront takes a payment off",
      "payments/pay": "iikoFront pays by points",
      "payments/cancel": "iikoFront takes the payment by points back",
      "payments/return": "iikoFront returns what was paid by points",
      closed: "iikoFront closes the order",
      deleted: "iikoFront deletes the order",
      storned: "iikoFront reverses the order",
      returns: "iikoFront has goods returned",
    },
    fault: (call: string, way: string) => `The next ${call}: ${way}`,
    faults: (times: number, call: string, way: string) => `The next ${times} times a ${call}: ${way}`,
    noFault: "Nothing fails any more",
    anyCall: "call to the service",
    call: (method: string) => `“${method}” to the service`,
    lines: {
      till: { down: "The tills' line goes down", up: "The tills' line is up again" },
      service: { down: "The line to the service goes down", up: "The line to the service is up again" },
    },
    losesAnswer: "The next answer to a till is lost",
    kill: "The gateway is killed",
    start: "The gateway starts again, from its journal",
    pass: (time: string) => `Time passes: ${time}`,
    recordingEnds: "Here the recording ends",
    holdEnds: "Time passes until a hold ends",
    outside: {
      sale: (client: string, points: string) =>
        `Another system sells to ${client}, spending ${points} points`,
      hold: (client: string, points: string) => `Another system holds ${points} points of ${client}`,
      credit: (client: string, points: string) => `Somebody credits ${points} points to ${client}`,
    },
    person: (by: string, receipt: string, verdict: string) =>
      `A person (${by}) on receipt ${receipt}: ${verdict}`,
    posted: (number: string) => `1C posts receipt ${number}`,
    postedReturn: (number: string) => `1C posts the return ${number}`,
    verdicts: {
      committed: "it was sold",
      notCommitted: "it was not sold",
      done: "dealt with",
      send: "it was not sold, send it again",
      close: "it was not sold, close it",
    },
    unheard: unheard.en,
  },

  service: {
    title: "Money at the service",
    hint: "what the engine cannot see",
    none: "Nobody's points were touched yet.",
  },

  calls: {
    title: "Calls to the service",
    hint: "and what may be concluded",
  },

  receipts: {
    title: "Receipts",
    hint: "what the engine wrote and concluded",
    none: "No receipt yet.",
    down: "The gateway is down; its journal is on the disk.",
    receipt: (id: string) => `Receipt ${id}`,
  },

  ending: {
    title: "What it came to",
    hint: "as the file says, or not",
    notYet: "Seen at the end of the steps.",
    same: "It came to what its file says.",
    differs: "It did not come to what its file says.",
    unsaid: "It has come to this; the link does not say to what it should.",
    must: "Something happened that must not.",
    never: {
      OneTooMany: (amount: string, client: string) =>
        `A sale of ${amount} to ${client} is one too many: each receipt has its own already`,
      SoldAgain: (receipt: string, times: number) => `Receipt ${receipt} was sold ${times} times`,
      NoSale: (receipt: string) => `Receipt ${receipt} counts as sold, and the ledger has no sale of it`,
      Sale: {
        rejected: (receipt: string) =>
          `Receipt ${receipt} ended without a sale, and the ledger has one of it`,
        cancelled: (receipt: string) => `Receipt ${receipt} was cancelled, and the ledger has a sale of it`,
      },
      NoCase: (receipt: string) => `Receipt ${receipt} is in doubt, and no case says so`,
    },
    sold: (total: string, spent: string, earned: string) =>
      `paid ${total}, ${spent} points spent, ${earned} earned`,
    tooMany: "ONE SALE TOO MANY",
    elsewhere: "Sold by another system",
    noSale: "No sale in the ledger.",
    client: (phone: string, balance: string) => `${phone} has ${balance} points`,
    held: (points: string) => `, ${points} of them held`,
    case: (receipt: string, kind: string) => `A person looks at receipt ${receipt}: ${kind}`,
    again: "The same in a terminal:",
    againSaved: "The same in a terminal, once it is saved there as a file:",
  },
}

export type Words = typeof en
