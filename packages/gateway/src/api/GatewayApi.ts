/**
 * The gateway's HTTP API, declared once: the server, the OpenAPI document, its page and the typed client are all made of this.
 *
 * docs/gateway-api.md says it in words.
 */
import { Rubles } from "@loyalkit/core/Amounts"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as OpenApi from "effect/http-api/OpenApi"
import * as Schema from "effect/Schema"
import { Authorization } from "./Caller.ts"
import { Case, CasePath, CasesQuery, ExportQuery, ResolveRequest } from "./CaseWire.ts"
import { failures, Refusal } from "./Failures.ts"
import {
  Client,
  CommitRequest,
  Hold,
  HoldRequest,
  PrintBlock,
  Quote,
  QuoteRequest,
  receiptFields,
  ReceiptPath,
  ReturnRequest,
  Sale,
  SearchRequest,
  Share,
} from "./ReceiptWire.ts"

/** The answer of a call that did what was asked, beside the one that did not. */
const answers = <F extends Schema.Struct.Fields>(fields: F) =>
  [Schema.Struct({ ok: Schema.Literal(true), requestId: Schema.String, ...fields }), Refusal] as const

const Count = Schema.Int

const described = (summary: string, description?: string) =>
  OpenApi.annotations({ summary, ...(description === undefined ? {} : { description }) })

class Gateway extends HttpApiGroup.make("gateway", { topLevel: true }).add(
  HttpApiEndpoint.get("ping", "/v1/ping", {
    success: answers({
      service: Schema.Literal("loyalkit"),
      version: Schema.String,
      /** Is LoyalClient reachable? */
      online: Schema.Boolean,
      /** Checkouts not settled, doubts included. */
      open: Count,
      doubts: Count,
      queued: Count,
    }),
    error: failures,
  }).annotateMerge(described("Is the gateway well?")),
) {}

class Clients extends HttpApiGroup.make("clients").add(
  HttpApiEndpoint.post("find", "/v1/clients/find", {
    payload: SearchRequest,
    success: answers({ client: Client }),
    error: failures,
  }).annotateMerge(described("Find a client without a receipt")),
) {}

const receipt = <const Name extends string>(name: Name) => `/v1/receipts/:receiptId/${name}` as const

class Receipts extends HttpApiGroup.make("receipts")
  .add(
    HttpApiEndpoint.post("identify", receipt("identify"), {
      params: ReceiptPath,
      payload: SearchRequest,
      success: answers({ client: Client }),
      error: failures,
    }).annotateMerge(
      described(
        "Who is the customer?",
        "Another search than before drops quote and hold. With the service away the search is remembered, so that an earning commit can be queued.",
      ),
    ),
    HttpApiEndpoint.post("quote", receipt("quote"), {
      params: ReceiptPath,
      payload: QuoteRequest,
      success: answers({ quote: Quote }),
      error: failures,
    }).annotateMerge(
      described(
        "What is the purchase worth?",
        "Another purchase replaces the quote and keeps the hold if it is still allowed.",
      ),
    ),
    HttpApiEndpoint.post("hold", receipt("hold"), {
      params: ReceiptPath,
      payload: HoldRequest,
      success: answers({ hold: Hold, payable: Rubles, lines: Schema.optionalKey(Schema.Array(Share)) }),
      error: failures,
    }).annotateMerge(
      described("Reserve points while the customer pays", "Other points than before replace the hold."),
    ),
    HttpApiEndpoint.post("release", receipt("release"), {
      params: ReceiptPath,
      success: answers({ released: Schema.Literal(true) }),
      error: failures,
    }).annotateMerge(described("Give held points back", "Never fails because nothing was held.")),
    HttpApiEndpoint.post("commit", receipt("commit"), {
      params: ReceiptPath,
      payload: CommitRequest,
      success: answers({
        status: Schema.Literals(["committed", "queued", "pending"]),
        sale: Schema.optionalKey(Sale),
        print: Schema.Array(PrintBlock),
      }),
      error: failures,
    }).annotateMerge(
      described(
        "Create the sale, once",
        "`pending`: sent with an unknown fate, settled in the background. `queued`: the earning is delivered when the service is back. In both cases print the receipt and go on.",
      ),
    ),
    HttpApiEndpoint.post("cancel", receipt("cancel"), {
      params: ReceiptPath,
      success: answers({ status: Schema.Literal("cancelled") }),
      error: failures,
    }).annotateMerge(described("Close the receipt without a sale", "Releases what is held.")),
    HttpApiEndpoint.post("return", receipt("return"), {
      params: ReceiptPath,
      payload: ReturnRequest,
      success: answers({ status: Schema.Literal("noted") }),
      error: failures,
    }).annotateMerge(
      described("Note that goods came back", "LoyalClient has no refund: it becomes a case for a person."),
    ),
    HttpApiEndpoint.get("get", "/v1/receipts/:receiptId", {
      params: ReceiptPath,
      success: answers(receiptFields),
      error: failures,
    }).annotateMerge(described("Everything that is known of a receipt")),
  )
  .annotateMerge(
    OpenApi.annotations({
      description:
        "A receipt's life: identify, quote, hold, commit. `receiptId` is the till's own, unique within its point. Repeating any call with the same content gives the same answer and does nothing twice.",
    }),
  ) {}

class Cases extends HttpApiGroup.make("cases")
  .add(
    HttpApiEndpoint.get("list", "/v1/cases", {
      query: CasesQuery,
      success: answers({ cases: Schema.Array(Case) }),
      error: failures,
    }).annotateMerge(described("What needs a person, with its evidence")),
    HttpApiEndpoint.get("export", "/v1/cases/export", {
      query: ExportQuery,
      success: answers({ csv: Schema.String }),
      error: failures,
    }).annotateMerge(described("The same as CSV for a spreadsheet, inside the answer")),
    HttpApiEndpoint.post("resolve", "/v1/cases/:id/resolve", {
      params: CasePath,
      payload: ResolveRequest,
      success: answers({ status: Schema.Literal("resolved") }),
      error: failures,
    }).annotateMerge(described("Record what a person says of a case, for good")),
  )
  .annotateMerge(OpenApi.annotations({ description: "For operators: a till's token is refused." })) {}

/** The whole API. */
export class GatewayApi extends HttpApi.make("loyalkit")
  .add(Gateway, Clients, Receipts, Cases)
  .middleware(Authorization)
  .annotate(HttpApi.PayloadParseOptions, { errors: "all" })
  .annotate(HttpApi.QueryParseOptions, { errors: "all" })
  .annotateMerge(
    OpenApi.annotations({
      title: "loyalkit gateway",
      version: "1",
      description:
        'A LoyalClient loyalty programme at the till: a sale is settled exactly once. Money is rubles and bonus points are points, as JSON numbers with at most two decimals; a text such as "1 234,50" is accepted too. Every business outcome, a refusal included, is HTTP 200 with `ok`.',
    }),
  ) {}
