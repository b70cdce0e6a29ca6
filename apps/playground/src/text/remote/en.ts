/** What is said where the service is on a port, in English; `ru.ts` must have all of it. */
import type { Why } from "../../remote/Knocking.ts"

const why: Readonly<Record<Why, (address: string, origin: string) => string>> = {
  address: (address) =>
    `“${address}” is no address that can be called: expected http:// or https:// without a name, password, query or fragment, and a port that browsers call.`,
  nobody: (address) => `Nothing answers at ${address}.`,
  closed: (address, origin) =>
    `Something answers at ${address}, but does not let this page in: it was not told of ${origin}.`,
  other: (address) => `What answers at ${address} is neither a sandbox nor a gateway.`,
  empty: (address) => `The sandbox at ${address} has no point of sale.`,
}

export const en = {
  refused: {
    title: "Nobody to talk to there",
    why,
    start: "This starts a sandbox that lets this page in:",
    gateway: "And this a gateway that does; in its settings file the list is called origins:",
    copy: "Copy the command",
    again: "Ask again",
    own: "Go on with the service inside the page",
    secure: "A page from https may call http only on the machine that it is open on.",
    local: "Your browser may ask whether this page may call into your own network: allow it.",
  },
  notice: {
    sandbox: (url: string) => `The service is the sandbox at ${url}.`,
    gateway: (url: string) => `The tills call the gateway at ${url}.`,
    away: "No answer comes from there any more.",
    own: "Back to the page's own",
  },
  cannot: {
    share:
      "With a sandbox on a port nothing is recorded: its world may be another one when it is played again. With the service inside the page everything can be shared.",
    notSent:
      "Not on a port: it cannot refuse a single call, and a browser tells no page that a call was not sent.",
  },
  cannotAtGateway: {
    share:
      "With a gateway on a port nothing is recorded: what is behind it may be another when it is played again.",
    guest: "the gateway knows",
    standing: "How the sale stands the gateway says, under “At the gateway”.",
    readBack: "This receipt is not read back: the gateway reads its own 1C, and not the page's.",
    levers: "Time, the engine and the service are the gateway's own: no page can touch them.",
    own: "loyalkit's own till has the engine inside it, and needs no gateway. Choose 1C, iiko or Evotor.",
  },
  token: {
    title: "The gateway asks who calls",
    about: (url: string) =>
      `A till's token from the settings of ${url}; the till's point of sale comes with it. It stays in this page's memory, is sent to that gateway only, and is gone with the page.`,
    label: "Token",
    use: "Open the tills",
    wrong: "The gateway does not know this token.",
  },
  receipts: {
    title: "At the gateway",
    hint: "Where each receipt stands",
    none: "No receipt was named to it yet. 1C's protocol names none.",
    states: {
      open: "Begun",
      identified: "Client found",
      quoted: "Quoted",
      held: "Points held",
      queued: "Earning queued",
      committing: "Being sold",
      doubt: "In doubt",
      committed: "Sold",
      rejected: "Ended without a sale",
      cancelled: "Cancelled",
    },
    spent: (points: string) => `${points} written off`,
    earned: (points: string) => `${points} earned`,
    paid: (money: string) => `paid ${money}`,
  },
  cases: {
    title: "Cases",
    hint: "What needs a person",
    none: "Nothing needs a person.",
    forbidden: "The gateway shows cases to an operator's token only.",
  },
  unknown: {
    title: "Not to be seen from here",
    hint: "The gateway's",
    calls:
      "What the gateway asks the service, and what comes of it, no page can know. The gateway's log has each call.",
    service:
      "Balances, holds and the ledger are the service's. Where it is a sandbox on a port, give the page its address.",
    journal:
      "The journal is the gateway's own file. What of it needs a person “loyalkit-gateway cases” shows.",
  },
}

export type Words = typeof en
