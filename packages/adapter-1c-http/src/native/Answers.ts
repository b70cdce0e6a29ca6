/**
 * The forms that an answer may have: a text, or JSON, always with its charset and never with another status than РМК can read.
 *
 * РМК takes any status above 200 for an error and drops the body of some; so every business outcome is a 200.
 */
import * as HttpServerResponse from "effect/http/HttpServerResponse"

type Response = HttpServerResponse.HttpServerResponse

/** What JSON can hold. Keys are plain identifiers, no two alike but for their case: 1C reads them into a structure. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

export const text = (body: string, status: 200 | 401 | 403 | 405 | 413 | 503 = 200): Response =>
  HttpServerResponse.text(body, { status, contentType: "text/plain; charset=utf-8" })

export const json = (body: Json): Response =>
  HttpServerResponse.text(JSON.stringify(body), { contentType: "application/json; charset=utf-8" })

/** What most answers begin with. */
export const envelope = (version: string, error = "") =>
  ({ Error: error !== "", ErrorMessage: error, Version: version }) as const
