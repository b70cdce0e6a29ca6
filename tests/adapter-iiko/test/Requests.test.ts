/** What is said to a request that is wrong, and how a body may be written. */
import { version } from "@loyalkit/adapter-iiko/Version"
import { assert, describe, it } from "vitest"
import { orderAt } from "./Order.ts"
import { whole } from "./Seen.ts"
import { ANNA, ANNAS_CARD, inShop, newOrder, type Answer } from "./Shop.ts"

const token = { "x-loyalkit-token": "token-hall-1" }
const ORDER = newOrder()

const answerOf = async (response: Response): Promise<Answer> => ({
  ...((await response.json()) as Omit<Answer, "status">),
  status: response.status,
})

describe("a request", () => {
  it(
    "of a till that nobody knows is refused before its body is read",
    inShop(async (shop) => {
      for (const path of ["ping", `orders/${ORDER}/quote`, "nonsense"]) {
        const response = await shop.raw(`/iiko/front/${path}`, { method: "POST", body: "x".repeat(100_000) })
        assert.strictEqual(response.headers.get("www-authenticate"), "Bearer")
        const answer = await answerOf(response)
        assert.deepStrictEqual([answer.status, answer.action], [401, "fail"])
      }
    }),
  )

  it(
    "may bring its token as Bearer",
    inShop(async (shop) => {
      const response = await shop.raw("/iiko/front/ping", { headers: { authorization: "Bearer token-bar" } })
      assert.deepStrictEqual(whole(await answerOf(response)), {
        status: 200,
        action: "proceed",
        data: {
          version,
          redemption: "payment",
          onReturn: "note",
          prepayments: "refuse",
          denomination: 0.01,
        },
      })
    }),
  )

  it(
    "by a wrong method or to a wrong address is told so in the same form",
    inShop(async (shop) => {
      const wrong = await shop.raw(`/iiko/front/orders/${ORDER}/quote`, { headers: token })
      assert.strictEqual(wrong.headers.get("allow"), "POST")
      assert.deepInclude(await answerOf(wrong), { status: 405, action: "fail" })
      assert.deepInclude(
        await answerOf(await shop.raw("/iiko/front/nonsense", { method: "POST", headers: token })),
        {
          status: 404,
          action: "fail",
        },
      )
    }),
  )

  it(
    "is JSON whatever its type says, with a byte order mark, and null for what is left out",
    inShop(async (shop) => {
      await orderAt(shop, 1_000, "hall-1", ORDER).checkIn(ANNA)
      const body = JSON.stringify({
        order: { status: "New", sum: "1 000,00", pointsPaid: null, terminal: null, closedAt: null, more: 1 },
      })
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-8",
      ]) {
        const response = await shop.raw(`/iiko/front/orders/${ORDER.toUpperCase()}/quote`, {
          method: "POST",
          headers: { ...token, "content-type": type },
          body: `\uFEFF${body}`,
        })
        const answer = await answerOf(response)
        assert.deepStrictEqual([answer.action, answer.data?.quote.maxPoints], ["proceed", 300])
      }
    }),
  )

  it(
    "with wrong fields names each of them, and repeats nothing that was sent",
    inShop(async (shop) => {
      const answer = await shop.call("orders/17/payments/added", {
        order: { status: "Paid", sum: 10.001, pointsPaid: -1 },
        sum: ANNA,
      })
      assert.strictEqual(answer.status, 400)
      assert.deepStrictEqual(
        answer.fields?.map(({ field }) => field),
        ["id"],
      )
      const body = await shop.call(`orders/${ORDER}/payments/added`, {
        order: { status: "Paid", sum: 10.001, pointsPaid: -1 },
      })
      assert.deepStrictEqual(
        body.fields?.map(({ field }) => field),
        ["order.status", "order.sum", "order.pointsPaid", "sum"],
      )
      assert.match(body.message ?? "", /order\.status.*администратору/)
      const search = await shop.call(`orders/${ORDER}/checkin`, { search: 79990000001 })
      assert.notInclude(JSON.stringify(search), "79990000001")
      assert.strictEqual(search.fields?.[0]?.field, "search")
    }),
  )

  it(
    "with sums that are more than there is only together is told so",
    inShop(async (shop) => {
      const most = 1_000_000_000_000
      const order = { status: "New", sum: most, pointsPaid: most }
      const field = async (path: string, body: object) => {
        const { fields, status } = await shop.call(`orders/${ORDER}/${path}`, body)
        return [status, fields?.map((wrong) => wrong.field)]
      }
      for (const more of [{ loyaltyDiscount: 1 }, { pointsDiscount: 1 }])
        assert.deepStrictEqual(await field("quote", { order: { ...order, ...more } }), [400, ["order.sum"]])
      assert.deepStrictEqual(await field("payments/1/pay", { order, sum: 1 }), [400, ["sum"]])
    }),
  )

  it(
    "that is no JSON, not UTF-8, or too large is told so",
    inShop(async (shop) => {
      const send = async (body: string | Uint8Array<ArrayBuffer>) =>
        answerOf(
          await shop.raw(`/iiko/front/orders/${ORDER}/quote`, { method: "POST", headers: token, body }),
        )
      assert.deepInclude(await send("{"), { status: 400, action: "fail" })
      assert.deepInclude(await send(new Uint8Array([0x22, 0xff, 0x22])), { status: 400 })
      assert.deepInclude(await send("x".repeat(65_537)), { status: 413, action: "fail" })
      assert.strictEqual((await send("[]")).fields?.[0]?.field, "body")
    }),
  )

  it(
    "is answered in English where it asks for that",
    inShop(async (shop) => {
      assert.match(
        (await shop.call(`orders/${ORDER}/quote`, { order: { status: "New", sum: 1 } }, "hall-1", "en"))
          .message ?? "",
        /^No guest/,
      )
    }),
  )
})

describe("iikoWaiter", () => {
  const arbus = (path: string, init: RequestInit) => ({
    path: `/iiko/arbus/${path}`,
    init: { headers: token, ...init },
  })
  it(
    "hears 204 where the guest is bound, 200 with a text where not, and takes the guest off",
    inShop(async (shop) => {
      const id = newOrder()
      const send = ({ init, path }: ReturnType<typeof arbus>) => shop.raw(path, init)
      const checkIn = (Value: string) =>
        send(
          arbus(`orders/${id}/checkin`, {
            method: "POST",
            body: JSON.stringify({ Value, WaiterPin: "0000" }),
          }),
        )
      const nobody = await send(arbus(`orders/${id}/checkin`, { method: "DELETE" }))
      assert.strictEqual(nobody.status, 204)
      const refused = await checkIn("2000000000015")
      assert.deepStrictEqual(
        [refused.status, await refused.json()],
        [200, { WaiterMessage: "Клиент не найден. Проверьте номер или продолжайте без баллов" }],
      )
      assert.strictEqual((await checkIn("79990000002")).status, 204)
      assert.strictEqual((await checkIn(ANNAS_CARD)).status, 204)
      const order = orderAt(shop, 1_000, "hall-1", id)
      assert.strictEqual((await order.pay(100)).action, "proceed")
      const paid = await send(arbus(`orders/${id}/checkin`, { method: "DELETE" }))
      assert.strictEqual(paid.status, 200)
      assert.match(JSON.stringify(await paid.json()), /удалите оплату баллами/)
      const another = await checkIn("79990000002")
      assert.match(JSON.stringify(await another.json()), /оплачен баллами другого гостя/)
      await order.cancel(order.screen.paid[0]?.transaction ?? "", 100)
      assert.strictEqual((await send(arbus(`orders/${id}/checkin`, { method: "DELETE" }))).status, 204)
      assert.deepStrictEqual((await order.close()).data.status, "nothing")
    }),
  )

  it(
    "that nobody knows, or that asks something else, is refused",
    inShop(async (shop) => {
      const path = `/iiko/arbus/orders/${newOrder()}/checkin`
      assert.strictEqual((await shop.raw(path, { method: "POST" })).status, 401)
      assert.strictEqual((await shop.raw(path, { headers: token })).status, 405)
      assert.strictEqual((await shop.raw(path, { method: "POST", headers: token, body: "{}" })).status, 400)
    }),
  )
})
