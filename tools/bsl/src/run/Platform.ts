/**
 * What surrounds a program: the global functions, properties and types that it may use, and the regional settings.
 *
 * The interpreter knows the language only. Everything that 1C's platform adds comes in through here.
 */
import type { Exception } from "../Failure.ts"
import type { NameTable } from "../values/Names.ts"
import type { Regional } from "../values/Regional.ts"
import type { Arguments, Arity, Native, PlatformObject, Value } from "../values/Value.ts"

/** What a global function may ask of the program that called it. */
export interface Host {
  /** The exception whose `Исключение` is running. */
  readonly handled: Exception | undefined
}

export interface Constructor {
  readonly arity: Arity
  readonly make: (args: Arguments) => PlatformObject
}

export interface Platform {
  readonly regional: Regional
  readonly functions: NameTable<Native<Host>>
  readonly properties: NameTable<Value>
  readonly types: NameTable<Constructor>
}
