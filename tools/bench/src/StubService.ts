/**
 * A service that answers at once, in a process and on a core of its own: run by `Service`, over bare `node:http`.
 *
 * It reads each request to its end and answers what the LoyalClient document shows, the same but for two IDs: the client is
 * another one for another search, and each hold is a new one, since sales of one client wait for each other. A benchmark
 * measures who asks, not who answers.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { clientIdOf } from "./StubClients.ts"

/** Stands in the prepared answers where an ID goes. */
const ID = "%"

const client = {
  id: ID,
  name: "Иванова Мария Петровна",
  photo: "https://loyal.example/photos/5f3e2b9c1d.jpg",
  birthday: "1987-04-12",
  level: { id: "7", title: "Серебряный", type: "cashback", percent: 5, maxSpendPercent: 50 },
  phone: 79201234567,
  email: "maria@example.com",
  balance: 512.5,
}

const answers: Readonly<Record<string, unknown>> = {
  client: { success: true, client },
  recalc: { success: true, recalc: { amount: 1000, percent: 5, type: "cashback", spend: 500, earn: 50 } },
  "bonuses/hold": { success: true, held: { id: ID, until: 1_893_456_000, amount: 100 } },
  "bonuses/release": { success: true },
  retail: { success: true, retail: { amount: 1000, total: 900, percent: 5, type: "cashback", spend: 100 } },
}

/** Each answer as text, in two parts where an ID goes in between. */
const bodies = new Map(
  Object.entries(answers).map(([method, answer]) => [
    `/integration/general/${method}`,
    JSON.stringify(answer).split(ID),
  ]),
)

const SEARCH = /"search":"([^"]*)"/
let ids = 0

/** The ID that an answer names: of the client who was searched for, or a new one. */
const idFor = (asked: string): string => {
  const search = SEARCH.exec(asked)?.[1]
  return search === undefined ? `h-${++ids}` : clientIdOf(search)
}

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let asked = ""
  request.setEncoding("utf8")
  request.on("data", (chunk: string) => (asked += chunk))
  request.on("end", () => {
    const parts = bodies.get(request.url ?? "")
    if (parts === undefined) {
      response.writeHead(404).end()
      return
    }
    const body = Buffer.from(parts.length === 1 ? parts.join("") : parts.join(idFor(asked)))
    response
      .writeHead(200, {
        "content-type": "application/json; charset=utf-8",
        "content-length": body.byteLength,
      })
      .end(body)
  })
})

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port)) // a TCP server's address is one
process.on("disconnect", () => process.exit())
