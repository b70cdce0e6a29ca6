/**
 * `Формат(Значение, "ЧДЦ=2; ЧРД=.; ЧГ=0")`: the parts of a format that programs use. A part that is not known here is no error
 * of the program, but of this interpreter.
 */
import { NotModelled } from "../Failure.ts"
import { toText } from "../values/Conversions.ts"
import { DateTime } from "../values/DateTime.ts"
import { Decimal } from "../values/Decimal.ts"
import { fold } from "../values/Names.ts"
import { grouped, type Regional } from "../values/Regional.ts"
import type { Value } from "../values/Value.ts"

/** Either language's name of a part, folded, to the Russian one. */
const PARTS: Readonly<Record<string, string>> = {
  чдц: "ЧДЦ",
  nfd: "ЧДЦ",
  чрд: "ЧРД",
  nds: "ЧРД",
  чрг: "ЧРГ",
  ngs: "ЧРГ",
  чг: "ЧГ",
  ng: "ЧГ",
  чн: "ЧН",
  nz: "ЧН",
  бл: "БЛ",
  bf: "БЛ",
  би: "БИ",
  bt: "БИ",
  дф: "ДФ",
  df: "ДФ",
}

/** `А=1; Б='два'`: quotes around what has spaces or semicolons. */
const partsOf = (format: string): ReadonlyMap<string, string> => {
  const parts = new Map<string, string>()
  for (const [, name = "", quoted, bare = ""] of format.matchAll(
    /\s*([\p{L}]+)\s*=\s*(?:'((?:[^']|'')*)'|([^;]*))\s*(?:;|$)/gu,
  )) {
    const known = PARTS[fold(name)]
    if (known === undefined) throw new NotModelled(`Формат: ${name}`)
    parts.set(known, quoted?.replaceAll("''", "'") ?? bare.trim())
  }
  return parts
}

const number = (value: Decimal, parts: ReadonlyMap<string, string>, regional: Regional): string => {
  const decimals = parts.get("ЧДЦ")
  const rounded = decimals === undefined ? value : value.rounded(Number(decimals))
  // Zero shows nothing unless the format says what it shows.
  if (rounded.isZero) return parts.get("ЧН") ?? ""
  const { fraction, whole } = rounded.digits(Number(decimals ?? 0))
  const group = parts.get("ЧГ") === "0" ? "" : (parts.get("ЧРГ") ?? regional.group)
  const tail = fraction === "" ? "" : `${parts.get("ЧРД") ?? regional.decimalPoint}${fraction}`
  return `${rounded.isNegative ? "-" : ""}${grouped(whole, group)}${tail}`
}

const two = (value: number): string => String(value).padStart(2, "0")

const date = (value: DateTime, pattern: string): string => {
  const { day, hour, minute, month, second, year } = value.parts()
  const by: Readonly<Record<string, string>> = {
    yyyy: String(year).padStart(4, "0"),
    MM: two(month),
    dd: two(day),
    HH: two(hour),
    mm: two(minute),
    ss: two(second),
  }
  return pattern.replaceAll(/yyyy|MM|dd|HH|mm|ss|[A-Za-z]+/g, (part) => {
    const shown = by[part]
    if (shown === undefined) throw new NotModelled(`Формат: ДФ=${part}`)
    return shown
  })
}

export const formatted = (value: Value, format: string, regional: Regional): string => {
  const parts = partsOf(format)
  if (value instanceof Decimal) return number(value, parts, regional)
  if (value instanceof DateTime) {
    const pattern = parts.get("ДФ")
    if (value.seconds === 0) return ""
    return pattern === undefined ? toText(value, regional) : date(value, pattern)
  }
  const word = typeof value === "boolean" ? parts.get(value ? "БИ" : "БЛ") : undefined
  return word ?? toText(value, regional)
}
