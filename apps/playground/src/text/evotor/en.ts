/**
 * Every word of the Evotor terminal in English. What the application tells the cashier and prints is its own, in the page's language.
 */
export const en = {
  title: "Evotor terminal",
  receipt: (number: string) => `Receipt No.\u00a0${number}`,
  online: "online",
  offline: "offline",
  remove: "Delete the receipt",
  toPayment: "To payment",
  renew: "New receipt",
  refunds:
    "A refund: the terminal's library does not say of which sale it is. Evotor's cloud tells loyalkit, with the document.",
  unanswered: "The application did not answer. The sale goes on without it.",
  dismiss: "Dismiss",

  goods: {
    title: "Positions",
    add: "Add goods",
    empty: "The receipt is empty. Add goods.",
    quantity: "Quantity",
    more: (name: string) => `More: ${name}`,
    less: (name: string) => `Less: ${name}`,
    perPiece: (price: string) => `${price} each`,
    perKilogram: (price: string) => `${price} per kg`,
  },

  totals: {
    toPay: "To pay",
    sum: "Sum",
    discount: "Discount",
    less: (sum: string, discount: string) => `${sum} less a discount of ${discount}`,
  },

  payment: {
    back: "‹ Receipt",
    discounts: "Discounts",
    loyalty: "Loyalty",
    promotion: (percent: string) => `Another app: ${percent}\u00a0%`,
    waiting: "The application is asked…",
    kind: "Payment",
    cash: "Cash",
    card: "Bank card",
    printing: "Printing…",
  },

  app: {
    title: "Loyalty",
    owed: (amount: string) => `Purchase ${amount}`,
    search: "Phone, card or code",
    find: "Find",
    finding: "Looking…",
    samples: "Cards to scan",
    nobody: "Ask for a phone number, or scan a card.",
    nameless: "Client",
    another: "Another client",
    balance: "Points",
    spend: "Points to spend",
    most: (points: string) => `of ${points}`,
    all: "All",
    none: "None",
    spends: (points: string) => `${points} are held until the receipt is closed.`,
    earns: (points: string) => `Without spending this purchase earns ${points}.`,
    discount: (amount: string) => `Discount of the programme: ${amount}`,
    cancel: "Cancel",
    apply: "Apply",
    applyPoints: (points: string) => `Apply ${points}`,
    applying: "Applying…",
  },

  paper: {
    head: (number: string) => `RECEIPT No. ${number}`,
    sum: "Sum",
    discount: "Discount on the receipt",
    total: "TOTAL",
    card: "By card",
    cash: "In cash",
    added: "Added by the application",
  },

  standing: {
    committed: "Settled: the sale is in the programme, once.",
    settling: "loyalkit has the sale, and settles it in the background.",
    queued: "loyalkit has the sale, and delivers it when the service is back.",
    rejected: "The sale ends without points: see Cases.",
    outbox: "The sale waits in the application's outbox. It is sent again with the next event.",
    unheard:
      "The application's process is dead and did not hear of it. It finds the receipt closed when it starts.",
    closing: "The application is told…",
    without: "Sold without the programme: nobody was asked for.",
  },

  troubles: {
    label: "Trouble at the terminal",
    none: "None",
    printing: "The app dies while printing",
    twice: "The icon is pressed twice at once",
    silent: "The app does not answer the next event",
  },

  process: {
    title: "The application",
    alive: "The application runs",
    dead: "Its process is dead",
    kill: "Kill it",
    start: "Start it",
    drain: "Send now",
    nothing: "Nothing on its disk",
    open: "An open receipt on its disk",
    outbox: (count: number) => `In its outbox: ${count}`,
  },

  line: {
    title: "Terminal → loyalkit",
    hint: "The gateway's /v1",
    none: "No calls yet.",
    waiting: "waiting",
    lost: "too late",
    unheard: {
      "line-down": "no line",
      "gateway-down": "nobody there",
      "gateway-died": "cut off",
      "no-answer": "no answer",
    },
    request: "Request",
    answer: "Answer",
    lostNote: "loyalkit answered so. The terminal had given up, and heard nothing.",
    unheardNote: {
      "line-down": "Nothing reached loyalkit.",
      "gateway-down": "Nobody listened: loyalkit's process is down, and did nothing.",
      "gateway-died": "loyalkit's process died over it. What it had done by then is in its journal.",
      "no-answer": "The terminal gave up. It cannot know whether loyalkit did it, and may ask again.",
    },
    standIn:
      "The terminal and the vendor's library are stood in for by this page. The application's loyalty part and /v1 are real; their tests run the vendor's own package.",
  },
}

export type Words = typeof en
