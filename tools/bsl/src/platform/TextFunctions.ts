/** Functions on texts. Positions count from 1; whatever is given is made a text first. */
import { Exception, NotModelled } from "../Failure.ts"
import type { Host } from "../run/Platform.ts"
import { toNumber, toText } from "../values/Conversions.ts"
import { Decimal } from "../values/Decimal.ts"
import type { Regional } from "../values/Regional.ts"
import { type Arguments, type Native, native } from "../values/Value.ts"
import { EnumerationValue } from "./Enumerations.ts"

/** `%1` to `%10` in a template; a parameter that is not given leaves nothing. */
const filled = (template: string, parameters: ReadonlyArray<string>): string =>
  template.replaceAll(/%(10|[1-9])|%\((10|[1-9])\)/g, (_, bare, bracketed) => {
    const index = Number(bare ?? bracketed) - 1
    if (index >= parameters.length) throw new Exception("Недостаточно фактических параметров для шаблона")
    return parameters[index] ?? ""
  })

/** `ru = 'привет'; en = 'hello'`: the Russian text. */
const localized = (text: string): string =>
  /\bru\s*=\s*'((?:[^']|'')*)'/u.exec(text)?.[1]?.replaceAll("''", "'") ?? ""

/** `URL` leaves what an address is made of; `КодировкаURL` encodes all but letters, digits and `-._~`. */
const encoded = (text: string, method: unknown): string => {
  if (!(method instanceof EnumerationValue)) throw new Exception("Несоответствие типов (параметр номер '2')")
  if (method.name !== "КодировкаURL") throw new NotModelled(`КодироватьСтроку by ${method.name}`)
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

export const textFunctions = (regional: Regional): ReadonlyArray<Native<Host>> => {
  const text = (args: Arguments, index: number): string => toText(args.value(index), regional)
  const whole = (args: Arguments, index: number): number => toNumber(args.value(index)).toWhole()
  const number = (value: number): Decimal => Decimal.whole(value)
  return [
    native(["Строка", "String"], [1, 1], (_, args) => text(args, 0)),
    native(["СтрДлина", "StrLen"], [1, 1], (_, args) => number(text(args, 0).length)),
    native(["СокрЛ", "TrimL"], [1, 1], (_, args) => text(args, 0).trimStart()),
    native(["СокрП", "TrimR"], [1, 1], (_, args) => text(args, 0).trimEnd()),
    native(["СокрЛП", "TrimAll"], [1, 1], (_, args) => text(args, 0).trim()),
    native(["ВРег", "Upper"], [1, 1], (_, args) => text(args, 0).toUpperCase()),
    native(["НРег", "Lower"], [1, 1], (_, args) => text(args, 0).toLowerCase()),
    native(["Лев", "Left"], [2, 2], (_, args) => text(args, 0).slice(0, Math.max(0, whole(args, 1)))),
    native(["Прав", "Right"], [2, 2], (_, args) => {
      const length = Math.max(0, whole(args, 1))
      return length === 0 ? "" : text(args, 0).slice(-length)
    }),
    native(["Сред", "Mid"], [2, 3], (_, args) => {
      const start = Math.max(0, whole(args, 1) - 1)
      return text(args, 0).slice(start, args.isGiven(2) ? start + Math.max(0, whole(args, 2)) : undefined)
    }),
    native(["СтрНайти", "StrFind"], [2, 5], (_, args) => {
      if (args.count > 2) throw new NotModelled("СтрНайти with a direction")
      return number(text(args, 0).indexOf(text(args, 1)) + 1)
    }),
    native(["СтрЗаменить", "StrReplace"], [3, 3], (_, args) =>
      text(args, 0).replaceAll(text(args, 1), () => text(args, 2)),
    ),
    native(["СтрНачинаетсяС", "StrStartsWith"], [2, 2], (_, args) => text(args, 0).startsWith(text(args, 1))),
    native(["СтрЗаканчиваетсяНа", "StrEndsWith"], [2, 2], (_, args) => text(args, 0).endsWith(text(args, 1))),
    native(["СтрШаблон", "StrTemplate"], [1, 11], (_, args) =>
      filled(
        text(args, 0),
        args.from(1).map((value) => toText(value, regional)),
      ),
    ),
    native(["НСтр", "NStr"], [1, 2], (_, args) => localized(text(args, 0))),
    native(["ПустаяСтрока", "IsBlankString"], [1, 1], (_, args) => text(args, 0).trim() === ""),
    native(["Символ", "Char"], [1, 1], (_, args) => String.fromCharCode(whole(args, 0))),
    native(["КодСимвола", "CharCode"], [1, 2], (_, args) =>
      number(text(args, 0).charCodeAt(args.isGiven(1) ? whole(args, 1) - 1 : 0)),
    ),
    native(["КодироватьСтроку", "EncodeString"], [2, 3], (_, args) => encoded(text(args, 0), args.value(1))),
  ]
}
