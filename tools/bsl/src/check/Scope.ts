/**
 * Which names a subroutine may use: its parameters, what it declares or assigns anywhere, and the module's variables.
 *
 * The interpreter and the checker go by the same rule, so that a name that passes the check is found at run time.
 */
import { allStatements } from "../syntax/Walk.ts"
import type { Block, Module, Subroutine } from "../syntax/Tree.ts"
import { fold } from "../values/Names.ts"

/** The variables that a block makes by assigning them. */
const assigned = (block: Block): ReadonlyArray<string> =>
  allStatements(block).flatMap((statement) => {
    if (statement.kind === "assign") return statement.target.kind === "name" ? [statement.target.name] : []
    return statement.kind === "count" || statement.kind === "each" ? [statement.variable] : []
  })

/** A subroutine's own variables, folded. An assignment to a module's variable makes none. */
export const localsOf = (
  module: Module,
  { body, parameters, variables }: Subroutine,
): ReadonlySet<string> => {
  const shared = moduleVariables(module)
  const declared = [...parameters, ...variables].map(({ name }) => fold(name))
  return new Set([
    ...declared,
    ...assigned(body)
      .map(fold)
      .filter((name) => !shared.has(name)),
  ])
}

/** A module's variables, folded: declared ones, and those of its body. */
export const moduleVariables = ({ body, variables }: Module): ReadonlySet<string> =>
  new Set([...variables.map(({ name }) => fold(name)), ...assigned(body).map(fold)])
