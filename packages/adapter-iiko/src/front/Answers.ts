/**
 * What the plugin hears: one form for every outcome, so that it can stay dumb.
 *
 * A refusal is an answer, HTTP 200; any other status is for what is wrong with the request, or with us, and has the same body.
 */
import type { Language } from "@loyalkit/core/Money"
import type { WrongField } from "@loyalkit/core/WrongFields"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Text } from "./Texts.ts"

/** What JSON can hold. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

export interface Answer {
  readonly action: "proceed" | "fail" | "cancel"
  readonly message?: Text
  /** This very call has to come again, from the plugin's own queue. */
  readonly retry?: true
  readonly rollbackData?: string
  readonly data?: { readonly [key: string]: Json }
}

export const proceed = (data?: Answer["data"], more: Omit<Answer, "action" | "data"> = {}): Answer => ({
  action: "proceed",
  ...(data === undefined ? {} : { data }),
  ...more,
})

export const fail = (message: Text, more: Omit<Answer, "action" | "message"> = {}): Answer => ({
  action: "fail",
  message,
  ...more,
})

/** In silence: nobody is to read anything. */
export const CANCEL: Answer = { action: "cancel" }

export type Status = 200 | 400 | 401 | 403 | 404 | 405 | 413 | 500 | 503

export interface Sending {
  readonly language: Language
  readonly status?: Status
  /** For the integrator's log; the cashier reads `message`. */
  readonly fields?: ReadonlyArray<WrongField>
  readonly headers?: Readonly<Record<string, string>>
}

export const respond = (
  { message, ...answer }: Answer,
  { fields, headers = {}, language, status = 200 }: Sending,
): HttpServerResponse.HttpServerResponse => {
  const { action, ...rest } = answer
  const body = {
    action,
    ...(message === undefined ? {} : { message: message[language] }),
    ...rest,
    ...(fields === undefined ? {} : { fields }),
  }
  return HttpServerResponse.text(JSON.stringify(body), {
    status,
    contentType: "application/json; charset=utf-8",
    headers,
  })
}
