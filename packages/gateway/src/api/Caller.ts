/**
 * Who calls: the till or the operator behind a token, as the handlers see them, and the ways in which a token may come.
 *
 * The declaration only, so that the OpenAPI document and the typed client know of it; `edge/Admission` decides.
 */
import type * as Callers from "@loyalkit/core/Callers"
import * as Context from "effect/Context"
import * as HttpApiMiddleware from "effect/http-api/HttpApiMiddleware"
import * as HttpApiSecurity from "effect/http-api/HttpApiSecurity"
import * as OpenApi from "effect/http-api/OpenApi"
import { failures } from "./Failures.ts"

/** The header that wins over `Authorization`, which some terminals' proxies overwrite. */
export const TOKEN_HEADER = "x-loyalkit-token"

/** The caller behind a request. */
export class Caller extends Context.Service<Caller, Callers.Caller>()("@loyalkit/gateway/api/Caller") {}

/** Lets known callers through. */
export class Authorization extends HttpApiMiddleware.Service<Authorization, { provides: Caller }>()(
  "@loyalkit/gateway/api/Authorization",
  {
    error: failures,
    security: {
      token: HttpApiSecurity.apiKey({ key: TOKEN_HEADER, in: "header" }).pipe(
        HttpApiSecurity.annotate(OpenApi.Description, "A till's token. It wins over Authorization."),
      ),
      bearer: HttpApiSecurity.bearer,
      basic: HttpApiSecurity.basic.pipe(
        HttpApiSecurity.annotate(
          OpenApi.Description,
          "The token is the password; the name is not looked at.",
        ),
      ),
    },
  },
) {}
