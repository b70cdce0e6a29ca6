/** Functions on dates. A `Дата` has no zone: which clock it was read from, the program has to know. */
import { Exception, NotModelled } from "../Failure.ts"
import type { Host } from "../run/Platform.ts"
import { toDate } from "../values/Conversions.ts"
import { DateTime } from "../values/DateTime.ts"
import { Decimal } from "../values/Decimal.ts"
import { type Native, native } from "../values/Value.ts"
import type { World } from "./World.ts"

/** The one zone that this world's sessions are in. Its name is not read, only handed back. */
const ZONE = "Session/Zone"

export const dateFunctions = ({ now, zoneMinutes }: World): ReadonlyArray<Native<Host>> => [
  native(["Дата", "Date"], [1, 6], (_, args) => {
    if (args.count > 1) throw new NotModelled("Дата of several parts")
    return toDate(args.value(0))
  }),
  native(["ТекущаяДатаСеанса", "CurrentSessionDate"], [0, 0], () => DateTime.ofEpoch(now(), zoneMinutes)),
  native(["ТекущаяУниверсальнаяДата", "CurrentUniversalDate"], [0, 0], () => DateTime.ofEpoch(now())),
  native(["ТекущаяУниверсальнаяДатаВМиллисекундах", "CurrentUniversalDateInMilliseconds"], [0, 0], () =>
    // Counted from year 1, as a date is.
    Decimal.whole(now() - DateTime.empty.toEpoch()),
  ),
  native(["ЧасовойПоясСеанса", "SessionTimeZone"], [0, 0], () => ZONE),
  native(["УниверсальноеВремя", "ToUniversalTime"], [1, 2], (_, args) => {
    if (args.isGiven(1) && args.value(1) !== ZONE) throw new NotModelled("a time zone but the session's")
    const universal = DateTime.ofSeconds(toDate(args.value(0)).seconds - zoneMinutes * 60)
    if (universal === undefined) throw new Exception("Дата за границами допустимого диапазона")
    return universal
  }),
]
