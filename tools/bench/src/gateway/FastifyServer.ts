/** The same four steps behind fastify, for scale: what many would write them in. Run by `Servers`. */
import fastify from "fastify"
import { makeSteps, type Sent } from "./BareSteps.ts"

const steps = makeSteps()
const app = fastify({ keepAliveTimeout: 75_000 })

for (const [name, step] of Object.entries(steps)) {
  app.post<{ Params: { receipt: string }; Body: Sent }>(
    `/v1/receipts/:receipt/${name}`,
    async ({ body, params }) => ({ ok: true, ...(await step(params.receipt, body)) }),
  )
}

console.log(`fastify ready ${await app.listen({ port: 0, host: "127.0.0.1" })}`)
