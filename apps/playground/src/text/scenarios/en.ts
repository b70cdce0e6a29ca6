/**
 * Every word of the scenarios in English. The words are those of docs/scenarios.md; what fails, reasons and events have theirs elsewhere.
 */
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
  wrong: { title: "This is no link to a scenario", whole: "the link" },

  broken: "This scenario cannot be played on",

  controls: {
    label: "Playing",
    step: "One step",
    all: "Play all",
    back: "Back to the start",
    done: (done: number, of: number) => `Step ${done} of ${of}`,
    passed: (time: string) => `${time} passed`,
    link: "Copy the link",
    save: "Save as a file",
    copied: "The link is copied.",
    byHand: "The browser did not let it be copied. Here it is:",
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
    send: (method: string, path: string) => `${method} ${path}`,
    known: {
      findclientcard: "1C finds the card",
      calculatediscounts: "1C has the receipt calculated",
      writeoffclientbonuses: "1C writes the points off",
      unlockclientbonuses: "1C gives the held points back",
      ping: "iikoFront asks whether loyalkit is there",
      checkin: "iikoFront names the guest",
      quote: "iikoFront has the order calculated",
      added: "iikoFront adds a payment",
      deleted: "iikoFront takes a payment off",
      pay: "iikoFront pays by points",
      cancel: "iikoFront takes the payment by points back",
      closed: "iikoFront closes the order",
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
    holdEnds: "Time passes until a hold ends",
    outside: {
      sale: (client: string, points: string) =>
        `Another system sells to ${client}, spending ${points} points`,
      hold: (client: string, points: string) => `Another system holds ${points} points of ${client}`,
      credit: (client: string, points: string) => `Somebody credits ${points} points to ${client}`,
    },
    person: (by: string, receipt: string, verdict: string) => `${by} says of receipt ${receipt}: ${verdict}`,
    posted: (number: string) => `1C posts receipt ${number}`,
    postedReturn: (number: string) => `1C posts the return ${number}`,
    verdicts: {
      committed: "it was sold",
      notCommitted: "it was not sold",
      done: "dealt with",
      send: "it was not sold, send it again",
      close: "it was not sold, close it",
    },
    unheard: {
      "line-down": "no line",
      "gateway-down": "nobody listens",
      "gateway-died": "the gateway died over it",
      "no-answer": "no answer; the till gave up",
      "no-case": "there is no such case",
    },
  },

  service: {
    title: "Money at the service",
    hint: "what the engine cannot see",
    none: "Nobody's points were touched yet.",
    left: (points: string, time: string) => `${points} held, ${time} left`,
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
    sold: (total: string, spent: string, earned: string) =>
      `paid ${total}, ${spent} points spent, ${earned} earned`,
    tooMany: "ONE SALE TOO MANY",
    elsewhere: "Sold by another system",
    noSale: "No sale in the ledger.",
    client: (phone: string, balance: string) => `${phone} has ${balance} points`,
    held: (points: string) => `, ${points} of them held`,
    case: (receipt: string, kind: string) => `A person looks at receipt ${receipt}: ${kind}`,
    again: "The same in a terminal:",
  },
}

export type Words = typeof en
