/** What a program may learn of the exception that it is handling. */
import { Exception } from "../Failure.ts"
import type { Host } from "../run/Platform.ts"
import { Decimal } from "../values/Decimal.ts"
import { fold } from "../values/Names.ts"
import { type Native, native, PlatformObject, type Value } from "../values/Value.ts"

/** The type `ИнформацияОбОшибке`. */
export class ErrorInformation extends PlatformObject {
  override readonly typeName = "ИнформацияОбОшибке"
  readonly exception: Exception | undefined

  constructor(exception: Exception | undefined) {
    super()
    this.exception = exception
  }

  override get(name: string): Value {
    const { exception } = this
    switch (fold(name)) {
      case "описание":
      case "description":
        return exception?.message ?? ""
      case "причина":
      case "cause":
        return exception?.reason === undefined ? undefined : new ErrorInformation(exception.reason)
      case "имямодуля":
      case "modulename":
        return exception?.origin?.module ?? ""
      case "номерстроки":
      case "linenumber":
        return Decimal.whole(exception?.origin?.line ?? 0)
      default:
        return super.get(name)
    }
  }
}

const exceptionOf = (value: Value): Exception | undefined => {
  if (value instanceof ErrorInformation) return value.exception
  throw new Exception("Несоответствие типов (параметр номер '1')")
}

export const errorFunctions: ReadonlyArray<Native<Host>> = [
  native(["ИнформацияОбОшибке", "ErrorInfo"], [0, 0], ({ handled }) => new ErrorInformation(handled)),
  native(["ОписаниеОшибки", "ErrorDescription"], [0, 0], ({ handled }) => handled?.detailed() ?? ""),
  native(
    ["КраткоеПредставлениеОшибки", "BriefErrorDescription"],
    [1, 1],
    (_, args) => exceptionOf(args.value(0))?.message ?? "",
  ),
  native(
    ["ПодробноеПредставлениеОшибки", "DetailErrorDescription"],
    [1, 1],
    (_, args) => exceptionOf(args.value(0))?.detailed() ?? "",
  ),
]
