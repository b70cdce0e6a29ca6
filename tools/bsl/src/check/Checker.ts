/**
 * What 1C's compiler refuses before anything runs: unknown names and types, wrong calls, statements out of place.
 *
 * It gives all findings, in the order of the text, so that a module is mended in one go.
 */
import { SyntaxFailure, type Position } from "../Failure.ts"
import type { CallExpression, Expression, Module, Statement, Subroutine } from "../syntax/Tree.ts"
import { allExpressions, blocksOf } from "../syntax/Walk.ts"
import { fold, NameTable } from "../values/Names.ts"
import type { Arity } from "../values/Value.ts"
import { localsOf, moduleVariables } from "./Scope.ts"

/** What is there besides the module itself. */
export interface Surroundings {
  readonly functionArity: (name: string) => Arity | undefined
  readonly hasProperty: (name: string) => boolean
  readonly hasType: (name: string) => boolean
  /** The common module of that name, where it is one of ours. */
  readonly moduleNamed: (name: string) => Module | undefined
}

const arityOf = ({ parameters }: Subroutine): Arity => [
  parameters.reduce((least, { fallback }, index) => (fallback === undefined ? index + 1 : least), 0),
  parameters.length,
]

class Checker {
  readonly findings: Array<SyntaxFailure> = []
  private readonly module: Module
  private readonly around: Surroundings
  private readonly own: NameTable<Subroutine>
  private readonly shared: ReadonlySet<string>

  constructor(module: Module, around: Surroundings) {
    this.module = module
    this.around = around
    this.own = new NameTable(module.subroutines.map((subroutine) => [[subroutine.name], subroutine]))
    this.shared = moduleVariables(module)
  }

  private find(at: Position, what: string): void {
    this.findings.push(new SyntaxFailure(this.module.name, at, what))
  }

  run(): void {
    const seen = new Set<string>()
    for (const subroutine of this.module.subroutines) {
      const name = fold(subroutine.name)
      if (seen.has(name))
        this.find(subroutine, `Процедура или функция с указанным именем уже определена (${subroutine.name})`)
      seen.add(name)
      this.subroutine(subroutine)
    }
    this.expressions(this.module.body, new Set())
    this.statements(this.module.body, undefined, false)
  }

  private subroutine(subroutine: Subroutine): void {
    this.expressions(subroutine.body, localsOf(this.module, subroutine))
    this.statements(subroutine.body, subroutine, false)
  }

  private expressions(body: Module["body"], locals: ReadonlySet<string>): void {
    for (const expression of allExpressions(body)) this.expression(expression, locals)
  }

  private expression(expression: Expression, locals: ReadonlySet<string>): void {
    if (expression.kind === "name") {
      const name = fold(expression.name)
      if (locals.has(name) || this.shared.has(name) || this.around.hasProperty(name)) return
      if (this.around.moduleNamed(name) !== undefined) return
      this.find(expression, `Переменная не определена (${expression.name})`)
    } else if (expression.kind === "new") {
      if (!this.around.hasType(expression.type))
        this.find(expression, `Тип не определен (${expression.type})`)
    } else if (expression.kind === "call") {
      this.call(expression, locals)
    }
  }

  private call({ arguments: given, target }: CallExpression, locals: ReadonlySet<string>): void {
    if (target.kind === "name") {
      const subroutine = this.own.get(target.name)
      const arity = subroutine === undefined ? this.around.functionArity(target.name) : arityOf(subroutine)
      if (arity === undefined)
        return this.find(target, `Процедура или функция с указанным именем не определена (${target.name})`)
      return this.count(target, given.length, arity)
    }
    const { name, target: object } = target
    if (object.kind !== "name" || locals.has(fold(object.name))) return
    const module = this.around.moduleNamed(object.name)
    if (module === undefined) return
    const subroutine = module.subroutines.find((one) => one.exported && fold(one.name) === fold(name))
    if (subroutine === undefined) return this.find(target, `Метод объекта не обнаружен (${name})`)
    this.count(target, given.length, arityOf(subroutine))
  }

  private count(at: Position, given: number, [least, most]: Arity): void {
    if (given > most) this.find(at, "Слишком много фактических параметров")
    if (given < least) this.find(at, "Недостаточно фактических параметров")
  }

  private statements(body: Module["body"], inside: Subroutine | undefined, inLoop: boolean): void {
    for (const statement of body) {
      this.statement(statement, inside, inLoop)
      const loop = inLoop || ["count", "each", "while"].includes(statement.kind)
      for (const block of blocksOf(statement)) this.statements(block, inside, loop)
    }
  }

  private statement(statement: Statement, inside: Subroutine | undefined, inLoop: boolean): void {
    if (statement.kind === "break" && !inLoop)
      this.find(statement, "Оператор Прервать (Break) может употребляться только внутри цикла")
    if (statement.kind === "continue" && !inLoop)
      this.find(statement, "Оператор Продолжить (Continue) может употребляться только внутри цикла")
    if (statement.kind !== "return") return
    if (inside?.kind === "function" && statement.value === undefined)
      this.find(statement, "Функция должна возвращать значение")
    if (inside?.kind !== "function" && statement.value !== undefined)
      this.find(statement, "Процедура не может возвращать значение")
  }
}

/** A procedure gives nothing, so it is no part of an expression: where it is called for its value. */
const procedureValues = (module: Module): ReadonlyArray<SyntaxFailure> => {
  const procedures = new Set(
    module.subroutines.filter(({ kind }) => kind === "procedure").map(({ name }) => fold(name)),
  )
  const bodies = [module.body, ...module.subroutines.map(({ body }) => body)]
  return bodies
    .flatMap(valuesOf)
    .flatMap((expression) =>
      expression.kind === "call" &&
      expression.target.kind === "name" &&
      procedures.has(fold(expression.target.name))
        ? [
            new SyntaxFailure(
              module.name,
              expression,
              `Обращение к процедуре как к функции (${expression.target.name})`,
            ),
          ]
        : [],
    )
}

/** The expressions of a block whose value somebody uses. */
const valuesOf = (body: Module["body"]): ReadonlyArray<Expression> => {
  const calls = new Set<Expression>(
    body.flatMap((statement) => (statement.kind === "call" ? [statement.call] : [])),
  )
  const inner = body.flatMap(blocksOf)
  const nested = new Set(inner.flatMap(allExpressions))
  return [
    ...allExpressions(body).filter((expression) => !calls.has(expression) && !nested.has(expression)),
    ...inner.flatMap(valuesOf),
  ]
}

/** Everything that is wrong with a module, first things first. */
export const check = (module: Module, around: Surroundings): ReadonlyArray<SyntaxFailure> => {
  const checker = new Checker(module, around)
  checker.run()
  return [...checker.findings, ...procedureValues(module)].toSorted(
    (a, b) => a.line - b.line || a.column - b.column,
  )
}
