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
    title: "No service there",
    why,
    start: "This starts a sandbox that lets this page in:",
    copy: "Copy the command",
    again: "Ask again",
    own: "Go on with the service inside the page",
    secure: "A page from https may call http only on the machine that it is open on.",
    local: "Your browser may ask whether this page may call into your own network: allow it.",
  },
  notice: {
    sandbox: (url: string) => `The service is the sandbox at ${url}.`,
    away: "It does not answer any more.",
    own: "Back to the page's own",
  },
  cannot: {
    share:
      "With a sandbox on a port nothing is recorded: its world may be another one when it is played again. With the service inside the page everything can be shared.",
    notSent:
      "Not on a port: it cannot refuse a single call, and a browser tells no page that a call was not sent.",
  },
}

export type Words = typeof en
