/**
 * The LoyalClient service and its key, or the sandbox where nobody names a service.
 *
 * A URL without its key, and a key without its URL, are refused: the gateway would not work, or would work over a sandbox
 * while the shop believes otherwise.
 */
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { ServiceSettings } from "../Settings.ts"
import type { Words } from "./Setting.ts"
import { gather, type Sources } from "./Sources.ts"
import { table } from "./Table.ts"
import { Taking } from "./Taking.ts"

/** What reading the file of `LOYALCLIENT_APIKEY_FILE` brought: its text, or why there is none. */
export type KeyFile = Result.Result<string, Words>

/** By what the key comes: the more direct source wins, and two of one kind contradict each other. */
const keyComesBy = (taking: Taking): "key" | "file" | "both" | "none" => {
  const key = taking.given(table.apiKey)
  const file = taking.given(table.apiKeyFile)
  if (key === undefined) return file === undefined ? "none" : "file"
  if (file === undefined || key.rank > file.rank) return "key"
  return key.rank === file.rank ? "both" : "file"
}

/** The file of the key that wins, if the key is given by a file. */
export const keyFileOf = (sources: Sources): string | undefined => {
  const taking = new Taking(gather(sources).given, [])
  return keyComesBy(taking) === "file" ? taking.take(table.apiKeyFile) : undefined
}

/** Editors end a file with a line break, and some begin it with a byte order mark. */
const keyText = (content: string): string => content.replace(/^\uFEFF/, "").replace(/\r?\n$/, "")

const takeKey = (taking: Taking, keyFile: KeyFile | undefined): string | undefined => {
  switch (keyComesBy(taking)) {
    case "none":
      return undefined
    case "key":
      return taking.take(table.apiKey)
    case "both":
      taking.wrong(`${taking.name(table.apiKey)} and ${taking.name(table.apiKeyFile)}`, {
        en: "expected one of them, not both",
        ru: "ожидается одно из двух, а не оба",
      })
      return undefined
    case "file": {
      const where = taking.name(table.apiKeyFile)
      if (keyFile === undefined || Result.isFailure(keyFile)) {
        taking.wrong(where, keyFile === undefined ? table.apiKeyFile.expected : keyFile.failure)
        return undefined
      }
      const { expected, schema } = table.apiKey
      const key = Schema.decodeUnknownResult(schema)(keyText(keyFile.success))
      if (Result.isSuccess(key)) return key.success
      taking.wrong(where, {
        en: `expected a file with nothing in it but ${expected.en}`,
        ru: `ожидается файл, в котором только ${expected.ru}`,
      })
      return undefined
    }
  }
}

/** The service, or the sandbox; nothing where a part of it is wrong. */
export const takeService = (taking: Taking, keyFile: KeyFile | undefined): ServiceSettings | undefined => {
  const before = taking.problems.length
  const url = taking.take(table.url)
  const key = takeKey(taking, keyFile)
  if (taking.problems.length > before) return undefined
  if (url === undefined) {
    if (key === undefined) return { _tag: "Sandbox" }
    taking.wrong(taking.name(table.url), {
      en: "expected, since a key is given; without both the gateway would run over a sandbox",
      ru: "нужен, раз указан ключ; без обоих шлюз работал бы с песочницей",
    })
    return undefined
  }
  if (key !== undefined) return { _tag: "LoyalClient", url, apiKey: Redacted.make(key) }
  taking.wrong(`${taking.name(table.apiKey)} (or ${taking.name(table.apiKeyFile)})`, {
    en: `expected, since ${taking.name(table.url)} is given`,
    ru: `нужен, раз указан ${taking.name(table.url)}`,
  })
  return undefined
}
