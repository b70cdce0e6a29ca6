/**
 * `#Область` and `#Если Сервер Тогда`: lines for the compiler. They, and the branches that are not compiled, become
 * empty lines, so that every position stays what it was.
 *
 * We compile what runs on the server in one process with the file base: `Сервер` and `ВнешнееСоединение` hold.
 */
import { SyntaxFailure } from "../Failure.ts"
import { fold } from "../values/Names.ts"

const TRUE_SYMBOLS = new Set(["сервер", "server", "внешнеесоединение", "externalconnection"])

const DIRECTIVE = /^\s*#\s*([\p{L}]+)\s*(.*)$/u
const KINDS: Readonly<Record<string, Kind>> = {
  область: "region",
  region: "region",
  конецобласти: "endRegion",
  endregion: "endRegion",
  если: "if",
  if: "if",
  иначеесли: "elsIf",
  elsif: "elsIf",
  иначе: "else",
  else: "else",
  конецесли: "endIf",
  endif: "endIf",
}
type Kind = "region" | "endRegion" | "if" | "elsIf" | "else" | "endIf"

/** `Сервер И Не ВебКлиент`: alternatives of conjunctions; brackets do not occur in practice. */
const holds = (condition: string): boolean => {
  const words = fold(condition.replace(/\s(тогда|then)\s*$/i, "").trim())
  return words.split(/\s(?:или|or)\s/).some((part) =>
    part.split(/\s(?:и|and)\s/).every((term) => {
      const [, negation, symbol = ""] = /^(?:(не|not)\s+)?(.*)$/.exec(term.trim()) ?? []
      return TRUE_SYMBOLS.has(symbol.trim()) !== (negation !== undefined)
    }),
  )
}

interface Branch {
  readonly line: number
  readonly kind: "region" | "if"
  /** Is this branch compiled, as far as its own condition goes? */
  active: boolean
  /** Was one of the branches? */
  taken: boolean
}

/** The lines that are compiled, the others empty. */
export const preprocess = (module: string, text: string): string => {
  const open: Array<Branch> = []
  const fail = (line: number, what: string): SyntaxFailure =>
    new SyntaxFailure(module, { line, column: 1 }, what)
  const close = (line: number, kind: Branch["kind"]): void => {
    if (open.pop()?.kind !== kind) throw fail(line, "Нет парной инструкции препроцессора")
  }
  const innermostIf = (line: number): Branch => {
    const branch = open.at(-1)
    if (branch?.kind !== "if") throw fail(line, "Нет парной инструкции препроцессора #Если (#If)")
    return branch
  }
  const obey = (kind: Kind, condition: string, line: number): void => {
    switch (kind) {
      case "region":
        return void open.push({ line, kind: "region", active: true, taken: true })
      case "endRegion":
        return close(line, "region")
      case "endIf":
        return close(line, "if")
      case "if": {
        const active = holds(condition)
        return void open.push({ line, kind: "if", active, taken: active })
      }
      case "elsIf":
      case "else": {
        const branch = innermostIf(line)
        branch.active = !branch.taken && (kind === "else" || holds(condition))
        branch.taken ||= branch.active
      }
    }
  }
  const lines = text.split("\n").map((content, index) => {
    const [, name, condition = ""] = DIRECTIVE.exec(content) ?? []
    if (name === undefined) return open.every(({ active }) => active) ? content : ""
    const kind = KINDS[fold(name)]
    if (kind === undefined) throw fail(index + 1, `Неизвестная инструкция препроцессора (#${name})`)
    obey(kind, condition, index + 1)
    return ""
  })
  const [unclosed] = open
  if (unclosed !== undefined) throw fail(unclosed.line, "Инструкция препроцессора не закрыта")
  return lines.join("\n")
}
