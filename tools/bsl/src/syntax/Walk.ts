/** What is inside a statement or an expression, for whoever has to look at all of them. */
import type { Block, Expression, Statement } from "./Tree.ts"

const given = (list: ReadonlyArray<Expression | undefined>): ReadonlyArray<Expression> =>
  list.filter((expression) => expression !== undefined)

/** The expressions right inside an expression. A called name or member is no expression of its own; a member's object is. */
export const partsOf = (expression: Expression): ReadonlyArray<Expression> => {
  switch (expression.kind) {
    case "name":
    case "literal":
      return []
    case "member":
      return [expression.target]
    case "index":
      return [expression.target, expression.index]
    case "call":
      return [...partsOf(expression.target), ...given(expression.arguments)]
    case "new":
    case "newByName":
      return given(expression.arguments)
    case "unary":
    case "await":
      return [expression.operand]
    case "binary":
      return [expression.left, expression.right]
    case "choice":
      return [expression.condition, expression.yes, expression.no]
  }
}

/** The expressions right inside a statement. */
export const expressionsOf = (statement: Statement): ReadonlyArray<Expression> => {
  switch (statement.kind) {
    case "assign":
      return [...(statement.target.kind === "name" ? [] : [statement.target]), statement.value]
    case "call":
      return [statement.call]
    case "if":
      return statement.branches.map(({ condition }) => condition)
    case "count":
      return [statement.from, statement.to]
    case "each":
      return [statement.over]
    case "while":
      return [statement.condition]
    case "raise":
      return given(statement.arguments)
    case "return":
      return given([statement.value])
    case "notRun":
      return statement.parts
    case "try":
    case "break":
    case "continue":
      return []
  }
}

/** The blocks right inside a statement. */
export const blocksOf = (statement: Statement): ReadonlyArray<Block> => {
  switch (statement.kind) {
    case "if":
      return [
        ...statement.branches.map(({ body }) => body),
        ...(statement.otherwise === undefined ? [] : [statement.otherwise]),
      ]
    case "count":
    case "each":
    case "while":
      return [statement.body]
    case "try":
      return [statement.body, statement.handler]
    default:
      return []
  }
}

/** All statements of a block, at any depth. */
export const allStatements = (block: Block): ReadonlyArray<Statement> =>
  block.flatMap((statement) => [statement, ...blocksOf(statement).flatMap(allStatements)])

/** The expression and all inside it. */
export const allParts = (expression: Expression): ReadonlyArray<Expression> => [
  expression,
  ...partsOf(expression).flatMap(allParts),
]

/** All expressions of a block, at any depth. */
export const allExpressions = (block: Block): ReadonlyArray<Expression> =>
  allStatements(block).flatMap(expressionsOf).flatMap(allParts)
