/** What a running subroutine has: its variables, its module, and the ways in which a statement of it may end. */
import { Exception } from "../Failure.ts"
import type { Parameter } from "../syntax/Tree.ts"
import { fold } from "../values/Names.ts"
import type { Cell, Value } from "../values/Value.ts"
import type { LoadedModule } from "./LoadedModule.ts"

/** How a statement ended, where not by going on to the next one. */
export type Jump =
  | { readonly kind: "break" | "continue" }
  | { readonly kind: "return"; readonly value: Value }

export interface Frame {
  readonly module: LoadedModule
  /** The subroutine's own variables, by their folded names. */
  readonly locals: ReadonlyMap<string, Cell>
}

/** The variable of that name: the subroutine's own, or else the module's. */
export const variable = (name: string, { locals, module }: Frame): Cell | undefined => {
  const folded = fold(name)
  return locals.get(folded) ?? module.variables.get(folded)
}

/** What a parameter begins with. */
export const bound = ({ byValue, fallback, name }: Parameter, given: Cell | undefined): Cell => {
  if (given !== undefined) return byValue ? { value: given.value } : given
  if (fallback === undefined) throw new Exception(`Недостаточно фактических параметров (${name})`)
  return { value: fallback.value }
}
