/** The four steps behind bare `node:http`: what the gateway is held against. Run by `Servers`. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { makeSteps, type Sent } from "./BareSteps.ts"

const steps = makeSteps()

const PATH = /^\/v1\/receipts\/([^/]+)\/(\w+)$/

const send = (response: ServerResponse, status: number, answer: object): void => {
  const body = Buffer.from(JSON.stringify(answer))
  response
    .writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.byteLength,
    })
    .end(body)
}

const answer = async ({ method, url = "" }: IncomingMessage, text: string, response: ServerResponse) => {
  const [, receipt = "", name = ""] = PATH.exec(url) ?? []
  const step = steps[name]
  if (method !== "POST" || step === undefined) return send(response, 404, { ok: false })
  const sent = JSON.parse(text) as Sent // the benchmark's own
  send(response, 200, { ok: true, ...(await step(receipt, sent)) })
}

const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  let text = ""
  request.setEncoding("utf8")
  request.on("data", (chunk: string) => (text += chunk))
  request.on("end", () =>
    answer(request, text, response).catch((error: unknown) =>
      send(response, 500, { ok: false, error: String(error) }),
    ),
  )
})

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo // a TCP server's address is one
  console.log(`bare ready http://127.0.0.1:${port}`)
})
