/**
 * Every word of the iiko till in English: its labels are translations of iikoFront's own. What the bridge says is shown as it says it.
 */
export const en = {
  title: "iiko order",
  order: (number: string, table: string) => `No.\u00a0${number}, table ${table}`,
  point: "Point of sale",
  status: { New: "New", Bill: "Bill", Closed: "Closed", Deleted: "Deleted", storned: "Storned" },

  guest: {
    title: "Guest",
    ask: "LoyalClient guest",
    undo: "Take the guest off",
    cards: "Slide a card",
    none: "nobody",
    later: "not found so far",
    looking: "Looking…",
  },

  dishes: {
    title: "Order",
    guest: (number: number) => `Guest ${number}`,
    empty: "nothing yet",
    menu: "Menu",
    menuFor: (guest: string) => `Menu, for ${guest}`,
    more: (name: string, guest: string) => `More: ${name}, ${guest}`,
    less: (name: string, guest: string) => `Less: ${name}, ${guest}`,
    pieces: (count: string) => count,
    kilograms: (count: string) => `${count} kg`,
  },

  totals: {
    title: "Totals",
    sum: "Sum",
    discount: "Loyalty discount",
    toPay: "To pay",
    paid: "Paid",
  },

  actions: {
    bill: "Bill",
    printing: "Printing…",
    cancelBill: "Cancel the bill",
    pay: "Payment",
    remove: "Delete the order",
    renew: "New order",
    storno: "Storno",
    pastStorno: "Return, shift over",
    returning: "Returning…",
  },

  payment: {
    title: "Payment",
    types: "Payment type",
    cash: "Cash",
    card: "Bank card",
    points: "LoyalClient points",
    sum: "Sum",
    sumHint: "or all that is left",
    pad: "Number pad",
    erase: "Erase",
    added: "Payments",
    none: "Nothing was added yet.",
    processed: "processed",
    delete: (type: string) => `Take off: ${type}`,
    total: "Total",
    covered: "Entered",
    rest: "Left",
    back: "To the order",
    pay: "Pay",
    paying: "Paying…",
  },

  paper: {
    bill: "BILL",
    cheque: "CHEQUE",
    billTitle: "The printed bill",
    chequeTitle: "The printed cheque",
    order: (number: string, table: string) => `Order ${number}, table ${table}`,
    noLines: "The bridge had no lines for it.",
  },

  closed: {
    title: "After the cheque",
    waiting: "iiko says Closed; the plugin is telling loyalkit…",
    committed:
      "loyalkit was told Closed, and has settled the order, once. It may be told as often as anybody likes.",
    queued:
      "loyalkit was told Closed. The service does not answer: the earning is queued, and delivered when it is back.",
    pending:
      "loyalkit was told Closed. What became of the sale is not known yet; the engine finds out, and sends nothing twice.",
    settled: "loyalkit was told Closed. What became of the sale is known since: it is settled, once.",
    left: "loyalkit was told Closed. What became of the sale cannot be found out: a person decides it under Cases.",
    ended: "loyalkit was told Closed. It is known since: no sale came of it at the service.",
    nothing: "loyalkit was told Closed. Nobody was checked in, so there is nothing to settle.",
    again: "loyalkit could not settle it yet. The call waits in the plugin's outbox, and comes again.",
    unheard: "The plugin has not reached loyalkit. The call waits in its outbox, and comes again.",
    refused: "loyalkit cannot settle it: a person sees to it under Cases.",
    storned:
      "The order was storned. LoyalClient has no refund, so the return is a case: a person corrects the points.",
    deleted: "The order is deleted. Whatever points were held go back.",
  },

  popup: {
    ok: "OK",
    cancel: "Cancel",
    error: "Error",
    said: "LoyalClient",
    phone: "Phone, card or code",
    corner: "Messages in the corner",
  },

  front: {
    unknownCard: "Card not found.",
    printerFailed:
      "The fiscal printer does not answer. The cheque was not printed, and the payments were taken back. Try again.",
    powerFailed:
      "iikoFront has started again. The order was not closed: what was processed is still there, other payments are not.",
  },

  bridge: {
    title: "Plugin → loyalkit",
    hint: "The iiko bridge",
    about:
      "A scripted plugin stands in for the C# one, which runs inside iikoFront. The routes are the real ones.",
    none: "No calls yet.",
    breaks: "What breaks at the till",
    mishap: {
      none: "Nothing",
      printer: "The fiscal printer, after Pay",
      payAnswer: "The answer of Pay is lost",
      changed: "Another terminal adds a dish after Pay",
      plugin: "The plugin restarts before Closed",
      power: "The till is switched off after Pay",
      terminals: "Two terminals tell of Closed",
    },
    /** What will be seen of it. */
    seen: {
      printer:
        "Points are held, and no cheque comes: iiko calls EmergencyCancelPayment, and the cashier pays anew, with another transactionId.",
      payAnswer:
        "loyalkit holds the points, and the plugin hears nothing. After 8 s it gives up, and its outbox sends the cancel, which was on its disk before Pay.",
      changed:
        "The order is dearer when it is closed than when its points were held: it is settled as it was closed.",
      plugin:
        "Nobody hears that the order is closed. When the plugin is back it looks at the orders that it watched.",
      power:
        "The points are held, the order is open. Pay the rest, and it is settled; delete the order, and they go back.",
      terminals: "Two plugins tell of one order, as on a till that shares its orders. It is settled once.",
    },
    outbox: (count: number) => (count === 1 ? "The outbox has 1 call" : `The outbox has ${count} calls`),
    again: (moment: string) => `again: ${moment}`,
    waiting: "waiting",
    /** Instead of an answer. */
    unheard: {
      "line-down": "not sent",
      "gateway-down": "not sent",
      "gateway-died": "no answer",
      "no-answer": "no answer",
    },
    request: "Request",
    answer: "Answer",
    unheardNote: {
      "line-down": "It did not reach loyalkit: the line is down.",
      "gateway-down": "It did not reach loyalkit: the engine is not running.",
      "gateway-died": "The engine died over it. What it had written down by then, its journal knows.",
      "no-answer": "No answer came, and the plugin gave up. Whether loyalkit has done it, it cannot know.",
    },
    lostNote:
      "loyalkit answered so. The plugin heard nothing of it: the answer was lost on the way, or came when it had given up.",
    repeat: "Send it once more",
    repeatHint: "as a proxy might, or a plugin that has forgotten",
  },

  journal: {
    receipt: (nth: string) => `Receipt ${nth} of the order`,
  },
}

export type Words = typeof en
