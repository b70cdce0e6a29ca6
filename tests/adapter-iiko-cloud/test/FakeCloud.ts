/**
 * An iikoCloud on a port: the calls that our client makes, with tokens that end, commands that take time, and a temper to be switched on.
 *
 * Written from the notes on its published documentation and from their fixtures; no live key was ever used. It is strict about bodies, as the notes say that the real one
 * is: some wrong ones, and the key is blocked.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import { fixture, ORGANIZATION, type Info, type Json } from "./Fixtures.ts"

/** What an answer is; `cut`: the connection breaks in the middle of it. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly cut?: true
}

/** How the next commands end: after so many looks, or never. */
export interface Fate {
  readonly looks: number
  readonly end: "Success" | "Error" | "lost" | "never"
  readonly reason?: string
}

export interface Call {
  readonly path: string
  readonly body: Json
  readonly token: string
}

const ok = (body: unknown): Answer => ({ status: 200, body })
export const refusedBody: Answer = { status: 400, body: fixture("error-400-invalid-body") }
export const timeout: Answer = { status: 408, body: fixture("error-408-timeout") }
export const brokenInside: Answer = { status: 500, body: fixture("error-500-idle-table") }
export const cut: Answer = { ...ok({}), cut: true }
export const tooMany = (seconds?: number): Answer => ({
  status: 429,
  body: { correlationId: "c", errorDescription: "Too many requests", error: null },
  ...(seconds === undefined ? {} : { headers: { "retry-after": String(seconds) } }),
})
const keyBlocked: Answer = { status: 401, body: fixture("error-401-key-blocked") }
const unauthorized: Answer = {
  status: 401,
  body: { correlationId: "c", errorDescription: "Unauthorized", error: null },
}

/** So many wrong bodies block a key. The real number is not known. */
const PATIENCE = 3

const isIds = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((id) => typeof id === "string")

const isText = (value: unknown): value is string => typeof value === "string"

/** What is wrong with a body blocks the key sooner or later. */
const isRight: Readonly<Record<string, (body: Json) => boolean>> = {
  "/api/1/organizations": () => true,
  "/api/1/terminal_groups": ({ organizationIds }) => isIds(organizationIds),
  "/api/1/terminal_groups/is_alive": ({ organizationIds, terminalGroupIds }) =>
    isIds(organizationIds) && isIds(terminalGroupIds),
  "/api/1/payment_types": ({ organizationIds }) => isIds(organizationIds),
  "/api/1/discounts": ({ organizationIds }) => isIds(organizationIds),
  "/api/1/order/by_id": ({ orderIds, organizationIds, posOrderIds }) =>
    isIds(organizationIds) && isIds(orderIds) !== isIds(posOrderIds),
  "/api/1/order/init_by_posOrder": ({ organizationId, posOrderIds, terminalGroupId }) =>
    isText(organizationId) && isText(terminalGroupId) && isIds(posOrderIds),
  "/api/1/order/change_payments": ({ orderId, organizationId, payments }) =>
    isText(organizationId) && isText(orderId) && Array.isArray(payments),
  "/api/1/commands/status": ({ correlationId, organizationId }) =>
    isText(organizationId) && isText(correlationId),
  "/api/1/webhooks/settings": ({ organizationId }) => isText(organizationId),
  "/api/1/webhooks/update_settings": ({ organizationId, webHooksUri }) =>
    isText(organizationId) && isText(webHooksUri),
}

export class FakeCloud {
  /** Every call but those for a token, in order. */
  readonly calls: Array<Call> = []
  /** How often a token was asked for. */
  logins = 0
  /** Does v1 take the key, or does it say "use v2"? */
  isV1Refused = false
  isBlocked = false
  isInactive = false
  /** Answers in place of the next ones of a path. */
  readonly instead: Array<Answer & { readonly path: string }> = []
  /** Of the commands to come; the last one stays. */
  fates: Array<Fate> = [{ looks: 1, end: "Success" }]
  /** Orders that a waiter has on a screen. */
  readonly locked = new Set<string>()
  /** Groups whose till is away: commands for them never end. */
  readonly offline = new Set<string>()
  dictionaries: Record<"organizations" | "terminalGroups" | "paymentTypes" | "discounts", unknown> = {
    organizations: fixture("organizations-response"),
    terminalGroups: fixture("terminal-groups-response"),
    paymentTypes: fixture("payment-types-response"),
    discounts: fixture("discounts-response"),
  }
  webhook: Json = fixture("webhook-settings-empty")
  /** Orders that the cloud knows. */
  readonly orders = new Map<string, Info>()
  /** Orders that only their till knows, and its group. */
  readonly atTills = new Map<string, { readonly group: string; readonly info: Info }>()
  url = ""
  readonly #tokens = new Set<string>()
  readonly #commands = new Map<string, { fate: Fate; looks: number; does: () => void }>()
  #wrong = 0

  /** Every token is too old from now on. */
  expireTokens(): void {
    this.#tokens.clear()
  }

  tell(info: Info): void {
    this.orders.set(info.id, info)
  }

  count(path: string): number {
    return this.calls.filter((call) => call.path === path).length
  }

  #login(path: string, body: Json): Answer {
    this.logins++
    if (this.isBlocked) return keyBlocked
    if (this.isInactive) return { status: 401, body: fixture("error-401-key-inactive") }
    const isV2 = path.includes("/v2/")
    if (!isV2 && this.isV1Refused) return { status: 401, body: fixture("error-401-use-v2") }
    const isKnown = isV2
      ? body["apiKey"] === "demo-api-key" &&
        isText(body["appId"]) &&
        body["clientSecret"] === "demo-client-secret"
      : body["apiLogin"] === "demo-api-login"
    if (!isKnown) return unauthorized
    const token = `token-${this.logins}`
    this.#tokens.add(token)
    return ok({ ...fixture<Json>("auth-response"), token })
  }

  #command(group: string | undefined, order: string, does: () => void): Answer {
    const [next, ...rest] = this.fates
    if (rest.length > 0) this.fates = rest
    const correlationId = `command-${this.#commands.size + 1}`
    const isAway = group !== undefined && this.offline.has(group)
    const fate: Fate = isAway
      ? { looks: 0, end: "never" }
      : this.locked.has(order)
        ? { looks: 0, end: "Error", reason: "EntityAlreadyInUse" }
        : (next ?? { looks: 0, end: "Success" })
    this.#commands.set(correlationId, { fate, looks: 0, does })
    return ok({ correlationId })
  }

  #status(correlationId: string): Answer {
    const command = this.#commands.get(correlationId)
    const gone: Answer = { status: 410, body: fixture("error-410-command") }
    if (command === undefined) return gone
    const { fate } = command
    if (fate.end === "never" || command.looks++ < fate.looks) return ok({ state: "InProgress" })
    if (fate.end === "lost") return gone
    if (fate.end === "Error") return ok({ state: "Error", errorReason: fate.reason ?? null, exception: null })
    command.does()
    return ok({ state: "Success" })
  }

  #found(body: Json): Answer {
    const { orderIds, posOrderIds } = body
    const ids = isIds(orderIds) ? orderIds : isIds(posOrderIds) ? posOrderIds : []
    const orders = [...this.orders.values()].filter((info) =>
      ids.includes(isIds(orderIds) ? info.id : (info.posId ?? "")),
    )
    return ok({ correlationId: "c", orders })
  }

  #pullIn(group: string, ids: ReadonlyArray<string>): Answer {
    const here = ids.flatMap((id) => {
      const order = this.atTills.get(id)
      return order?.group === group ? [order.info] : []
    })
    // An idle table, or nothing of that name at that till.
    if (here.length === 0 && !this.offline.has(group)) return brokenInside
    return this.#command(group, "", () => here.forEach((info) => this.tell(info)))
  }

  #routed(path: string, body: Json): Answer {
    const text = (name: string) => (isText(body[name]) ? body[name] : "")
    switch (path) {
      case "/api/1/organizations":
        return ok(this.dictionaries.organizations)
      case "/api/1/terminal_groups":
        return ok(this.dictionaries.terminalGroups)
      case "/api/1/terminal_groups/is_alive":
        return ok({
          correlationId: "c",
          isAliveStatus: (isIds(body["terminalGroupIds"]) ? body["terminalGroupIds"] : []).map((id) => ({
            isAlive: !this.offline.has(id),
            terminalGroupId: id,
            organizationId: ORGANIZATION,
          })),
        })
      case "/api/1/payment_types":
        return ok(this.dictionaries.paymentTypes)
      case "/api/1/discounts":
        return ok(this.dictionaries.discounts)
      case "/api/1/order/by_id":
        return this.#found(body)
      case "/api/1/order/init_by_posOrder":
        return this.#pullIn(text("terminalGroupId"), isIds(body["posOrderIds"]) ? body["posOrderIds"] : [])
      case "/api/1/order/change_payments":
        return this.#command(undefined, text("orderId"), () => undefined)
      case "/api/1/commands/status":
        return this.#status(text("correlationId"))
      case "/api/1/webhooks/settings":
        return ok(this.webhook)
      case "/api/1/webhooks/update_settings":
        this.webhook = { ...this.webhook, ...body }
        return ok({ correlationId: "c" })
      default:
        return { status: 404, body: { errorDescription: "no such call", error: null } }
    }
  }

  #answer(path: string, body: Json, token: string): Answer {
    const at = this.instead.findIndex((each) => each.path === path)
    const isLogin = path.endsWith("/access_token")
    if (!isLogin) this.calls.push({ path, body, token })
    if (at >= 0) return this.instead.splice(at, 1)[0] ?? brokenInside
    if (isLogin) return this.#login(path, body)
    if (this.isBlocked) return keyBlocked
    if (!this.#tokens.has(token)) return unauthorized
    if (isRight[path]?.(body) !== true) {
      if (++this.#wrong >= PATIENCE) this.isBlocked = true
      return refusedBody
    }
    return this.#routed(path, body)
  }

  #serve(request: Http.IncomingMessage, response: Http.ServerResponse): void {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const sent: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"))
      const token = (request.headers.authorization ?? "").replace(/^Bearer /, "")
      // Our own client's, which sends objects.
      const answer = this.#answer(request.url ?? "", sent as Json, token)
      const text = JSON.stringify(answer.body)
      response.writeHead(answer.status, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(text) + (answer.cut === true ? 10 : 0),
        ...answer.headers,
      })
      if (answer.cut !== true) return response.end(text)
      response.write(text, () => request.socket.destroy())
      return undefined
    })
  }

  /** Listens on a port of its own for as long as the scope lives. */
  static readonly make: Effect.Effect<FakeCloud, never, Scope.Scope> = Effect.gen(function* () {
    const cloud = new FakeCloud()
    const server = yield* Effect.acquireRelease(
      Effect.promise(
        () =>
          new Promise<Http.Server>((resolve) => {
            const server = Http.createServer((request, response) => cloud.#serve(request, response))
            server.listen(0, "127.0.0.1", () => resolve(server))
          }),
      ),
      (server) =>
        Effect.promise(
          () =>
            new Promise<void>((resolve) => {
              server.close(() => resolve())
              server.closeAllConnections()
            }),
        ),
    )
    // Of a server on a port.
    cloud.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return cloud
  })
}
