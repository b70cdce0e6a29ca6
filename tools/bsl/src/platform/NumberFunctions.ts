/** Functions on numbers. */
import { NotModelled } from "../Failure.ts"
import type { Host } from "../run/Platform.ts"
import { compare, toNumber, toText } from "../values/Conversions.ts"
import type { Regional } from "../values/Regional.ts"
import { type Arguments, type Native, native, type Value } from "../values/Value.ts"
import { formatted } from "./Format.ts"

const chosen = (args: Arguments, better: (left: Value, right: Value) => boolean): Value =>
  args.from(0).reduce((best, value) => (better(value, best) ? value : best))

export const numberFunctions = (regional: Regional): ReadonlyArray<Native<Host>> => [
  native(["Число", "Number"], [1, 1], (_, args) => toNumber(args.value(0))),
  native(["Окр", "Round"], [1, 3], (_, args) => {
    if (args.count > 2) throw new NotModelled("Окр with a way of rounding")
    return toNumber(args.value(0)).rounded(args.isGiven(1) ? toNumber(args.value(1)).toWhole() : 0)
  }),
  native(["Цел", "Int"], [1, 1], (_, args) => toNumber(args.value(0)).truncated()),
  native(["Мин", "Min"], [1, 100], (_, args) => chosen(args, (left, right) => compare(left, right) < 0)),
  native(["Макс", "Max"], [1, 100], (_, args) => chosen(args, (left, right) => compare(left, right) > 0)),
  native(["Формат", "Format"], [2, 2], (_, args) =>
    formatted(args.value(0), toText(args.value(1), regional), regional),
  ),
]
