/**
 * A service that answers at once, in a process and on a core of its own: run by `Service`, over bare `node:http`.
 *
 * It reads each request to its end and answers what the LoyalClient document shows, always the same: a
 * benchmark measures who asks, not who answers.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

const client = {
  id: "5f3e2b9c1d",
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
  "bonuses/hold": { success: true, held: { id: "h-48151623", until: 1_893_456_000, amount: 100 } },
  "bonuses/release": { success: true },
  retail: { success: true, retail: { amount: 1000, total: 900, percent: 5, type: "cashback", spend: 100 } },
}

const bodies = new Map(
  Object.entries(answers).map(([method, answer]) => [
    `/integration/general/${method}`,
    Buffer.from(JSON.stringify(answer)),
  ]),
)

const headers = { "content-type": "application/json; charset=utf-8" }

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on("end", () => {
    const body = bodies.get(request.url ?? "")
    if (body === undefined) response.writeHead(404).end()
    else response.writeHead(200, { ...headers, "content-length": body.byteLength }).end(body)
  })
})

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port)) // a TCP server's address is one
process.on("disconnect", () => process.exit())
