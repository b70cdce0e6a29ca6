/**
 * Statements and blocks. A `;` stands between two statements; before the end of a block it may be left out.
 */
import type { Keyword } from "../lexer/Keyword.ts"
import { argumentList, expression, postfix } from "./Expressions.ts"
import type { TokenReader } from "./TokenReader.ts"
import type { Assignable, Block, Condition, Expression, Statement } from "./Tree.ts"

/** Words with which an enclosing statement goes on or ends. */
const BLOCK_ENDS = [
  "ИначеЕсли",
  "Иначе",
  "КонецЕсли",
  "КонецЦикла",
  "Исключение",
  "КонецПопытки",
  "КонецПроцедуры",
  "КонецФункции",
  // Where these stand, whatever was open should have been closed.
  "Процедура",
  "Функция",
] as const satisfies ReadonlyArray<Keyword>

const atEnd = (reader: TokenReader): boolean => reader.here.kind === "end" || reader.isKeyword(...BLOCK_ENDS)

const LABEL = "метка"
/** A label needs no `;` behind its colon. */
const isLabel = (last: Statement | undefined): boolean => last?.kind === "notRun" && last.what === LABEL

export const block = (reader: TokenReader): Block => {
  const statements: Array<Statement> = []
  for (;;) {
    while (reader.skipSymbol(";"));
    if (atEnd(reader)) return statements
    statements.push(statement(reader))
    if (!reader.isSymbol(";") && !atEnd(reader) && !isLabel(statements.at(-1)))
      throw reader.fail('Ожидается символ ";"')
  }
}

const loopBody = (reader: TokenReader): Block => {
  reader.expectKeyword("Цикл")
  const body = block(reader)
  reader.expectKeyword("КонецЦикла")
  return body
}

type Body<S = Statement> = S extends Statement ? Omit<S, "line" | "column"> : never
type Read = (reader: TokenReader) => Body

const branch = (reader: TokenReader): Condition => {
  const condition = expression(reader)
  reader.expectKeyword("Тогда")
  return { condition, body: block(reader) }
}

const readIf: Read = (reader) => {
  const branches = [branch(reader)]
  while (reader.skipKeyword("ИначеЕсли")) branches.push(branch(reader))
  const otherwise = reader.skipKeyword("Иначе") ? block(reader) : undefined
  reader.expectKeyword("КонецЕсли")
  return { kind: "if", branches, otherwise }
}

const readFor: Read = (reader) => {
  if (reader.skipKeyword("Каждого")) {
    const variable = reader.expectName()
    reader.expectKeyword("Из")
    return { kind: "each", variable, over: expression(reader), body: loopBody(reader) }
  }
  const variable = reader.expectName()
  reader.expectSymbol("=")
  const from = expression(reader)
  reader.expectKeyword("По")
  return { kind: "count", variable, from, to: expression(reader), body: loopBody(reader) }
}

const readTry: Read = (reader) => {
  const body = block(reader)
  reader.expectKeyword("Исключение")
  const handler = block(reader)
  reader.expectKeyword("КонецПопытки")
  return { kind: "try", body, handler }
}

const endsHere = (reader: TokenReader): boolean => reader.isSymbol(";") || atEnd(reader)

const readRaise: Read = (reader) => {
  if (endsHere(reader)) return { kind: "raise", arguments: [] }
  return { kind: "raise", arguments: reader.isSymbol("(") ? argumentList(reader) : [expression(reader)] }
}

const notRun =
  (what: string, read: (reader: TokenReader) => ReadonlyArray<Expression>): Read =>
  (reader) => ({ kind: "notRun", what, parts: read(reader) })

const handlerParts = (reader: TokenReader): ReadonlyArray<Expression> => {
  const event = expression(reader)
  reader.expectSymbol(",")
  return [event, expression(reader)]
}

const goto = (reader: TokenReader): ReadonlyArray<Expression> => {
  if (reader.next().kind !== "label") throw reader.fail("Ожидается метка")
  return []
}

/** What a statement with a word of its own at its head goes on with. */
const byKeyword: Readonly<Partial<Record<Keyword, Read>>> = {
  Если: readIf,
  Для: readFor,
  Пока: (reader) => ({ kind: "while", condition: expression(reader), body: loopBody(reader) }),
  Попытка: readTry,
  ВызватьИсключение: readRaise,
  Возврат: (reader) => ({ kind: "return", value: endsHere(reader) ? undefined : expression(reader) }),
  Прервать: () => ({ kind: "break" }),
  Продолжить: () => ({ kind: "continue" }),
  Перейти: notRun("Перейти", goto),
  Выполнить: notRun("Выполнить", (reader) => [expression(reader)]),
  ДобавитьОбработчик: notRun("ДобавитьОбработчик", handlerParts),
  УдалитьОбработчик: notRun("УдалитьОбработчик", handlerParts),
}

const isAssignable = (target: Expression): target is Assignable =>
  target.kind === "name" || target.kind === "member" || target.kind === "index"

/** An assignment, or a call for what it does. */
const readPlain: Read = (reader) => {
  const { here } = reader
  const target = postfix(reader)
  if (isAssignable(target) && reader.skipSymbol("="))
    return { kind: "assign", target, value: expression(reader) }
  if (target.kind === "call") return { kind: "call", call: target }
  if (target.kind === "await") return { kind: "notRun", what: "Ждать", parts: [target] }
  throw reader.fail("Неопознанный оператор", here)
}

const statement = (reader: TokenReader): Statement => {
  const { here } = reader
  const { column, line } = here
  const read = here.kind === "word" && here.keyword !== undefined ? byKeyword[here.keyword] : undefined
  if (read !== undefined) {
    reader.next()
    return { ...read(reader), column, line }
  }
  if (here.kind === "label") {
    reader.next()
    reader.expectSymbol(":")
    return { kind: "notRun", what: LABEL, parts: [], column, line }
  }
  return { ...readPlain(reader), column, line }
}
