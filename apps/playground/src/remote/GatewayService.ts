/**
 * A gateway on a port behind the page's tills. Its engine, its journal and the service are not the page's: the page sees what any till sees.
 */
import { createSignal } from "solid-js"
import type { Remote } from "../shop/Remote.ts"
import * as Flights from "./Flights.ts"
import { gatewayAt, type Token } from "./GatewayProcess.ts"
import { createGatewayTruth } from "./GatewayTruth.tsx"
import { createNotice } from "./Notice.tsx"
import { wordsOf } from "./Words.ts"

export const gatewayService = (url: string, token: Token): Remote => {
  const flights = Flights.make()
  const [isAway, setAway] = createSignal(false)
  return {
    url,
    Notice: createNotice((speech) => wordsOf(speech).notice.gateway(url), isAway),
    cannot: (speech) => wordsOf(speech).cannotAtGateway,
    Truth: createGatewayTruth(url, token, setAway),
    elsewhere: { gateway: gatewayAt(url, token, flights) },
    // Its time goes by as it does outside, and nobody here moves it.
    clock: {
      goes: true,
      letGo: () => {},
      advance: () => Promise.resolve(),
      settled: flights.settled,
      follow: flights.follow,
    },
  }
}
