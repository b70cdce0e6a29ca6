/**
 * Calls to a running gateway, for the commands: where it is, with which token, and in plain words what went wrong.
 *
 * The journal has one writer, so whoever wants to see or settle something asks the process that has it.
 */
import type { Language } from "@loyalkit/core/Money"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as HttpApiClient from "effect/http-api/HttpApiClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { TOKEN_HEADER } from "../api/Caller.ts"
import type { FailureBody } from "../api/Failures.ts"
import { GatewayApi } from "../api/GatewayApi.ts"
import type { Words } from "../settings/Setting.ts"
import type { Settings } from "../Settings.ts"

/** Addresses that mean "all of this machine's"; nobody can call them. */
const ANY_ADDRESS: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" }

/** Where a gateway with these settings answers, for a caller on the same machine. */
export const addressOf = ({ host, port }: Pick<Settings, "host" | "port">): string => {
  const called = ANY_ADDRESS[host] ?? host
  return `http://${called.includes(":") ? `[${called}]` : called}:${port}`
}

/** How to call it. */
export interface Calling {
  readonly url: string
  readonly token?: Redacted.Redacted
  readonly language: Language
}

/** The typed client of a gateway. */
export const client = ({ language, token, url }: Calling) =>
  HttpApiClient.make(GatewayApi, {
    baseUrl: url,
    transformClient: HttpClient.mapRequest((request) =>
      HttpClientRequest.setHeaders(request, {
        "accept-language": language,
        ...(token === undefined ? {} : { [TOKEN_HEADER]: Redacted.value(token) }),
      }),
    ),
  })

/** A refusal, whatever its status. */
const isFailureBody = (answer: unknown): answer is FailureBody =>
  Predicate.isObject(answer) && answer["ok"] === false && Predicate.isObject(answer["error"])

const refused = ({ error: { code, fields = [], message } }: FailureBody): Words => {
  const details = fields.map(({ field, message }) => ` ${field}: ${message}.`).join("")
  switch (code) {
    case "UNAUTHORIZED":
      return {
        en: "The gateway does not know this token. Give an operator's: --token, or LOYALKIT_TOKEN.",
        ru: "Шлюз не узнал токен. Нужен токен оператора: --token или LOYALKIT_TOKEN.",
      }
    case "FORBIDDEN":
      return {
        en: `The gateway does not allow this. It needs the token of an operator, not of a till: --token, or LOYALKIT_TOKEN.${details}`,
        ru: `Шлюз этого не разрешает. Нужен токен оператора, а не кассы: --token или LOYALKIT_TOKEN.${details}`,
      }
    case "BAD_REQUEST":
      return {
        en: `The gateway cannot take that.${details}`,
        ru: `Шлюз не может это принять.${details}`,
      }
    default:
      return { en: `${message}.${details} (${code})`, ru: `${message}.${details} (${code})` }
  }
}

/** Why a call to this address did not do what it should. */
export const problemOf = (url: string, error: unknown): Words => {
  if (isFailureBody(error)) return refused(error)
  if (Predicate.isTagged(error, "HttpClientError") && Predicate.hasProperty(error, "reason")) {
    if (
      Predicate.isTagged(error.reason, "TransportError") ||
      Predicate.isTagged(error.reason, "InvalidUrlError")
    )
      return {
        en: `No gateway answers at ${url}. Is it running, and at this address?`,
        ru: `По адресу ${url} шлюз не отвечает. Запущен ли он и тот ли это адрес?`,
      }
  }
  return {
    en: `What answers at ${url} is no gateway of this version. Check the address.`,
    ru: `По адресу ${url} отвечает не шлюз этой версии. Проверьте адрес.`,
  }
}
