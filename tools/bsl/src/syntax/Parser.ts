/**
 * A whole module: its variables, its subroutines, and the statements that run when it is loaded, in this order.
 */
import { tokenize } from "../lexer/Lexer.ts"
import { argumentList, literal } from "./Expressions.ts"
import { block } from "./Statements.ts"
import { TokenReader } from "./TokenReader.ts"
import type { Literal, Module, Parameter, Subroutine, Variable } from "./Tree.ts"
import { Decimal } from "../values/Decimal.ts"

/** `&НаСервере`, `&После("…")`: they say where a subroutine runs, and we have one place only. */
const annotations = (reader: TokenReader): void => {
  while (reader.here.kind === "annotation") {
    reader.next()
    if (reader.isSymbol("(")) argumentList(reader)
  }
}

const variables = (reader: TokenReader): ReadonlyArray<Variable> => {
  const found: Array<Variable> = []
  while (reader.skipKeyword("Перем")) {
    do {
      const { column, line } = reader.here
      found.push({ name: reader.expectName(), exported: reader.skipKeyword("Экспорт"), column, line })
    } while (reader.skipSymbol(","))
    reader.expectSymbol(";")
  }
  return found
}

const fallback = (reader: TokenReader): { readonly value: Literal } => {
  const negative = reader.skipSymbol("-")
  const constant = literal(reader)
  if (constant === undefined) throw reader.fail("Ожидается константа")
  return negative && constant.value instanceof Decimal ? { value: constant.value.negated() } : constant
}

const parameter = (reader: TokenReader): Parameter => {
  const byValue = reader.skipKeyword("Знач")
  const { column, line } = reader.here
  const name = reader.expectName()
  return { name, byValue, fallback: reader.skipSymbol("=") ? fallback(reader) : undefined, column, line }
}

const parameters = (reader: TokenReader): ReadonlyArray<Parameter> => {
  reader.expectSymbol("(")
  if (reader.skipSymbol(")")) return []
  const found = [parameter(reader)]
  while (reader.skipSymbol(",")) found.push(parameter(reader))
  reader.expectSymbol(")")
  return found
}

const subroutine = (reader: TokenReader, awaits: boolean): Subroutine => {
  const isFunction = reader.skipKeyword("Функция")
  if (!isFunction) reader.expectKeyword("Процедура")
  const { column, line } = reader.here
  const head = {
    name: reader.expectName(),
    parameters: parameters(reader),
    exported: reader.skipKeyword("Экспорт"),
  }
  const inside = reader.reading(awaits, () => ({ variables: variables(reader), body: block(reader) }))
  reader.expectKeyword(isFunction ? "КонецФункции" : "КонецПроцедуры")
  return { kind: isFunction ? "function" : "procedure", ...head, ...inside, column, line }
}

const subroutines = (reader: TokenReader): ReadonlyArray<Subroutine> => {
  const found: Array<Subroutine> = []
  for (;;) {
    annotations(reader)
    const awaits = reader.skipKeyword("Асинх")
    if (!awaits && !reader.isKeyword("Процедура", "Функция")) return found
    found.push(subroutine(reader, awaits))
  }
}

/** Reads a module, or throws a `SyntaxFailure` with the place of the first thing that is wrong. */
export const parse = (name: string, text: string): Module => {
  const reader = new TokenReader(name, tokenize(name, text))
  annotations(reader)
  const module = {
    name,
    variables: variables(reader),
    subroutines: subroutines(reader),
    body: block(reader),
  }
  if (reader.isKeyword("Процедура", "Функция"))
    throw reader.fail("Процедуры и функции должны стоять перед операторами модуля")
  if (reader.here.kind !== "end") throw reader.fail("Неопознанный оператор")
  return module
}
