/**
 * A module as a tree. Every node knows its place, so that a failure can name it.
 */
import type { Position } from "../Failure.ts"
import type { DateTime } from "../values/DateTime.ts"
import type { Decimal } from "../values/Decimal.ts"

export type Literal = undefined | null | boolean | string | Decimal | DateTime

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "=" | "<>" | "<" | ">" | "<=" | ">=" | "И" | "Или"
export type UnaryOperator = "-" | "+" | "Не"

/** An argument that was left out between commas is not there. */
export type ArgumentList = ReadonlyArray<Expression | undefined>

export type NameExpression = Position & { readonly kind: "name"; readonly name: string }
export type MemberExpression = Position & {
  readonly kind: "member"
  readonly target: Expression
  readonly name: string
}
export type IndexExpression = Position & {
  readonly kind: "index"
  readonly target: Expression
  readonly index: Expression
}
export type CallExpression = Position & {
  readonly kind: "call"
  readonly target: NameExpression | MemberExpression
  readonly arguments: ArgumentList
}
export type NewExpression = Position & {
  readonly kind: "new"
  readonly type: string
  readonly arguments: ArgumentList
}

export type Expression =
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | NewExpression
  | (Position & { readonly kind: "literal"; readonly value: Literal })
  | (Position & { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression })
  | (Position & {
      readonly kind: "binary"
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    })
  /** `?(условие, да, нет)`. */
  | (Position & {
      readonly kind: "choice"
      readonly condition: Expression
      readonly yes: Expression
      readonly no: Expression
    })
  /** `Новый("Тип", Массив)`: parsed, not run. */
  | (Position & { readonly kind: "newByName"; readonly arguments: ArgumentList })
  /** `Ждать …`: parsed, not run. */
  | (Position & { readonly kind: "await"; readonly operand: Expression })

export type Assignable = NameExpression | MemberExpression | IndexExpression

export interface Condition {
  readonly condition: Expression
  readonly body: Block
}

export type Statement =
  | (Position & { readonly kind: "assign"; readonly target: Assignable; readonly value: Expression })
  | (Position & { readonly kind: "call"; readonly call: CallExpression })
  | (Position & {
      readonly kind: "if"
      readonly branches: ReadonlyArray<Condition>
      readonly otherwise: Block | undefined
    })
  | (Position & {
      readonly kind: "count"
      readonly variable: string
      readonly from: Expression
      readonly to: Expression
      readonly body: Block
    })
  | (Position & {
      readonly kind: "each"
      readonly variable: string
      readonly over: Expression
      readonly body: Block
    })
  | (Position & { readonly kind: "while" } & Condition)
  | (Position & { readonly kind: "try"; readonly body: Block; readonly handler: Block })
  | (Position & { readonly kind: "raise"; readonly arguments: ArgumentList })
  | (Position & { readonly kind: "return"; readonly value: Expression | undefined })
  | (Position & { readonly kind: "break" })
  | (Position & { readonly kind: "continue" })
  /** Parsed, so that no right module is refused; not run. */
  | (Position & { readonly kind: "notRun"; readonly what: string; readonly parts: ReadonlyArray<Expression> })

export type Block = ReadonlyArray<Statement>

export interface Parameter extends Position {
  readonly name: string
  readonly byValue: boolean
  /** Not there: the parameter must be given. */
  readonly fallback: { readonly value: Literal } | undefined
}

export interface Variable extends Position {
  readonly name: string
  readonly exported: boolean
}

export interface Subroutine extends Position {
  readonly kind: "procedure" | "function"
  readonly name: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly exported: boolean
  readonly variables: ReadonlyArray<Variable>
  readonly body: Block
}

export interface Module {
  readonly name: string
  readonly variables: ReadonlyArray<Variable>
  readonly subroutines: ReadonlyArray<Subroutine>
  /** What runs when the module is loaded. */
  readonly body: Block
}
