/**
 * Expressions. Precedence, low to high: Или, И, Не, comparison, `+ -`, `* / %`, sign, and what follows a name.
 */
import type { Position } from "../Failure.ts"
import { fold } from "../values/Names.ts"
import type { Symbol } from "../lexer/Token.ts"
import type { TokenReader } from "./TokenReader.ts"
import type { ArgumentList, BinaryOperator, Expression, Literal } from "./Tree.ts"

type Read = (reader: TokenReader) => Expression

const placeOf = ({ column, line }: Position): Position => ({ column, line })

/** Operators of one rank, from left to right. */
const chain =
  (inner: Read, operatorHere: (reader: TokenReader) => BinaryOperator | undefined): Read =>
  (reader) => {
    let left = inner(reader)
    for (;;) {
      const place = placeOf(reader.here)
      const operator = operatorHere(reader)
      if (operator === undefined) return left
      reader.next()
      left = { kind: "binary", operator, left, right: inner(reader), ...place }
    }
  }

const symbolOf =
  (...operators: ReadonlyArray<BinaryOperator & Symbol>) =>
  (reader: TokenReader): BinaryOperator | undefined =>
    operators.find((operator) => reader.isSymbol(operator))

const keywordOf =
  (operator: "И" | "Или") =>
  (reader: TokenReader): BinaryOperator | undefined =>
    reader.isKeyword(operator) ? operator : undefined

const signed: Read = (reader) => {
  const place = placeOf(reader.here)
  for (const operator of ["-", "+"] as const)
    if (reader.skipSymbol(operator)) return { kind: "unary", operator, operand: signed(reader), ...place }
  return postfix(reader)
}

const product = chain(signed, symbolOf("*", "/", "%"))
const sum = chain(product, symbolOf("+", "-"))
const comparison = chain(sum, symbolOf("=", "<>", "<=", ">=", "<", ">"))

const negation: Read = (reader) => {
  const place = placeOf(reader.here)
  return reader.skipKeyword("Не")
    ? { kind: "unary", operator: "Не", operand: negation(reader), ...place }
    : comparison(reader)
}

const conjunction = chain(negation, keywordOf("И"))

export const expression: Read = chain(conjunction, keywordOf("Или"))

/** `(А, , В)`, the brackets included. */
export const argumentList = (reader: TokenReader): ArgumentList => {
  reader.expectSymbol("(")
  if (reader.skipSymbol(")")) return []
  const given: Array<Expression | undefined> = []
  for (;;) {
    given.push(reader.isSymbol(",") || reader.isSymbol(")") ? undefined : expression(reader))
    if (reader.skipSymbol(")")) return given
    if (!reader.skipSymbol(",")) throw reader.fail('Ожидается символ ")"')
  }
}

/** A name, a bracket or a constant, and all the `.А`, `[Б]` and `(В)` behind it. */
export const postfix: Read = (reader) => {
  let target = primary(reader)
  for (;;) {
    const place = placeOf(reader.here)
    if (reader.skipSymbol(".")) {
      target = { kind: "member", target, name: reader.expectMemberName(), ...place }
    } else if (reader.skipSymbol("[")) {
      target = { kind: "index", target, index: expression(reader), ...place }
      reader.expectSymbol("]")
    } else if (reader.isSymbol("(") && (target.kind === "name" || target.kind === "member")) {
      target = { kind: "call", target, arguments: argumentList(reader), ...placeOf(target) }
    } else {
      return target
    }
  }
}

const constants: ReadonlyArray<readonly ["Истина" | "Ложь" | "Неопределено" | "Null", Literal]> = [
  ["Истина", true],
  ["Ложь", false],
  ["Неопределено", undefined],
  ["Null", null],
]

/** A constant, if one is here. Literals that stand side by side are one text. */
export const literal = (reader: TokenReader): { readonly value: Literal } | undefined => {
  const { here } = reader
  for (const [keyword, value] of constants) if (reader.skipKeyword(keyword)) return { value }
  if (here.kind === "number" || here.kind === "date") {
    reader.next()
    return { value: here.value }
  }
  if (here.kind !== "string") return undefined
  let value = ""
  for (let { here: token } = reader; token.kind === "string"; token = reader.here) {
    value += token.value
    reader.next()
  }
  return { value }
}

const primary: Read = (reader) => {
  const { here } = reader
  const place = placeOf(here)
  const constant = literal(reader)
  if (constant !== undefined) return { kind: "literal", value: constant.value, ...place }
  if (reader.skipSymbol("(")) {
    const inner = expression(reader)
    reader.expectSymbol(")")
    return inner
  }
  if (reader.skipSymbol("?")) return choice(reader, place)
  if (reader.skipKeyword("Новый")) return created(reader, place)
  if (here.kind !== "word" || here.keyword !== undefined) throw reader.fail("Ожидается выражение")
  reader.next()
  return reader.awaits && ["ждать", "await"].includes(fold(here.text))
    ? { kind: "await", operand: postfix(reader), ...place }
    : { kind: "name", name: here.text, ...place }
}

const choice = (reader: TokenReader, place: Position): Expression => {
  reader.expectSymbol("(")
  const condition = expression(reader)
  reader.expectSymbol(",")
  const yes = expression(reader)
  reader.expectSymbol(",")
  const no = expression(reader)
  reader.expectSymbol(")")
  return { kind: "choice", condition, yes, no, ...place }
}

const created = (reader: TokenReader, place: Position): Expression => {
  if (reader.isSymbol("(")) return { kind: "newByName", arguments: argumentList(reader), ...place }
  const type = reader.expectName()
  return { kind: "new", type, arguments: reader.isSymbol("(") ? argumentList(reader) : [], ...place }
}
