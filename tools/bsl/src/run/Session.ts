/**
 * One call into a program, until it is over: the statements and expressions, walked as the tree has them.
 *
 * Asynchronous inside, since a request takes its time; to the program it looks synchronous, as in 1C: the next statement runs when
 * the last one is done. What would never end is ended: by a budget of steps and a depth of calls.
 */
import { Exception, NotModelled, type Position } from "../Failure.ts"
import type { Block, CallExpression, Expression, Statement } from "../syntax/Tree.ts"
import { compare, toBoolean, toNumber, toText } from "../values/Conversions.ts"
import { Decimal } from "../values/Decimal.ts"
import { fold } from "../values/Names.ts"
import { Arguments, type Cell, checkCount, PlatformObject, type Value } from "../values/Value.ts"
import { bound, type Frame, type Jump, variable } from "./Frame.ts"
import { CommonModule, type LoadedModule, type LoadedSubroutine } from "./LoadedModule.ts"
import { binary, unary } from "./Operators.ts"
import type { Host, Platform } from "./Platform.ts"

/** No call of ours needs a hundredth of it; a loop without an end has used it up in seconds. */
export const MAX_STEPS = 2_000_000
/** Deeper, and the program calls itself without an end. */
export const MAX_DEPTH = 200

export class Session implements Host {
  private readonly platform: Platform
  private readonly modules: ReadonlyMap<string, LoadedModule>
  private readonly handling: Array<Exception> = []
  private steps = 0
  private depth = 0

  constructor(platform: Platform, modules: ReadonlyMap<string, LoadedModule>) {
    this.platform = platform
    this.modules = modules
  }

  get handled(): Exception | undefined {
    return this.handling.at(-1)
  }

  /** Runs the statements that a module has outside its subroutines. */
  async body(module: LoadedModule): Promise<void> {
    await this.block(module.tree.body, { module, locals: new Map() })
  }

  async invoke(subroutine: LoadedSubroutine, args: Arguments): Promise<Value> {
    const { locals, module, tree } = subroutine
    if (this.depth >= MAX_DEPTH) throw new NotModelled(`${tree.name} calls itself without an end`)
    checkCount(args.count, [0, tree.parameters.length])
    const cells = new Map([...locals].map((name): [string, Cell] => [name, { value: undefined }]))
    for (const [index, parameter] of tree.parameters.entries())
      cells.set(fold(parameter.name), bound(parameter, args.cells[index]))
    this.depth += 1
    try {
      const jump = await this.block(tree.body, { module, locals: cells })
      return jump?.kind === "return" ? jump.value : undefined
    } finally {
      this.depth -= 1
    }
  }

  private async block(statements: Block, frame: Frame): Promise<Jump | undefined> {
    for (const statement of statements) {
      const jump = await this.placed(statement, frame, () => this.statement(statement, frame))
      if (jump !== undefined) return jump
    }
    return undefined
  }

  /** An exception's place is the innermost statement that it went through. */
  private async placed<A>({ column, line }: Position, { module }: Frame, run: () => Promise<A>): Promise<A> {
    this.steps += 1
    if (this.steps > MAX_STEPS) throw new NotModelled(`more than ${MAX_STEPS} steps: a loop without an end?`)
    try {
      return await run()
    } catch (error) {
      if (error instanceof Exception) error.origin ??= { module: module.tree.name, line, column }
      throw error
    }
  }

  private async statement(statement: Statement, frame: Frame): Promise<Jump | undefined> {
    switch (statement.kind) {
      case "assign":
        return void (await this.assign(statement.target, await this.value(statement.value, frame), frame))
      case "call":
        return void (await this.call(statement.call, frame))
      case "if":
        for (const { body, condition } of statement.branches)
          if (toBoolean(await this.value(condition, frame))) return this.block(body, frame)
        return statement.otherwise === undefined ? undefined : this.block(statement.otherwise, frame)
      case "try":
        return this.attempt(statement.body, statement.handler, frame)
      case "raise":
        throw await this.raised(statement.arguments, frame)
      case "return":
        return {
          kind: "return",
          value: statement.value === undefined ? undefined : await this.value(statement.value, frame),
        }
      case "break":
      case "continue":
        return { kind: statement.kind }
      case "notRun":
        throw new NotModelled(`${statement.what}: parsed, not run`)
      default:
        return this.loop(statement, frame)
    }
  }

  private async loop(
    statement: Extract<Statement, { readonly kind: "count" | "each" | "while" }>,
    frame: Frame,
  ): Promise<Jump | undefined> {
    const { body } = statement
    const goesOn =
      statement.kind === "while"
        ? async () => toBoolean(await this.value(statement.condition, frame))
        : await this.stepper(statement, frame)
    while (await goesOn()) {
      // An empty body has no statement that would count.
      const jump = await this.placed(statement, frame, () => this.block(body, frame))
      if (jump?.kind === "break") return undefined
      if (jump?.kind === "return") return jump
    }
    return undefined
  }

  /** Sets a loop's variable to the next value, as long as there is one. */
  private async stepper(
    statement: Extract<Statement, { readonly kind: "count" | "each" }>,
    frame: Frame,
  ): Promise<() => Promise<boolean>> {
    const cell = variable(statement.variable, frame)
    if (cell === undefined) throw new NotModelled(`${statement.variable}: a loop's variable without a cell`)
    if (statement.kind === "each") {
      const over = await this.object(statement.over, frame)
      const items = over.items()[Symbol.iterator]()
      return async () => {
        const { done, value } = items.next()
        if (done !== true) cell.value = value
        return done !== true
      }
    }
    let next = toNumber(await this.value(statement.from, frame))
    const to = toNumber(await this.value(statement.to, frame))
    return async () => {
      if (compare(next, to) > 0) return false
      cell.value = next
      next = next.plus(Decimal.whole(1))
      return true
    }
  }

  private async attempt(body: Block, handler: Block, frame: Frame): Promise<Jump | undefined> {
    try {
      return await this.block(body, frame)
    } catch (error) {
      if (!(error instanceof Exception)) throw error
      this.handling.push(error)
      try {
        return await this.block(handler, frame)
      } finally {
        this.handling.pop()
      }
    }
  }

  private async raised(given: CallExpression["arguments"], frame: Frame): Promise<Exception> {
    const [first] = given
    if (first !== undefined)
      return new Exception(toText(await this.value(first, frame), this.platform.regional), this.handled)
    if (this.handled === undefined)
      throw new Exception("Оператор ВызватьИсключение без аргументов вне обработчика")
    return this.handled
  }

  private async assign(
    target: Extract<Expression, { readonly kind: "name" | "member" | "index" }>,
    value: Value,
    frame: Frame,
  ): Promise<void> {
    if (target.kind === "name") {
      const cell = variable(target.name, frame)
      if (cell === undefined) throw new NotModelled(`${target.name}: assigned without a cell`)
      cell.value = value
    } else if (target.kind === "member") {
      const object = await this.object(target.target, frame)
      object.set(target.name, value)
    } else {
      const object = await this.object(target.target, frame)
      object.put(await this.value(target.index, frame), value)
    }
  }

  private async value(expression: Expression, frame: Frame): Promise<Value> {
    switch (expression.kind) {
      case "literal":
        return expression.value
      case "name":
        return this.named(expression.name, frame)
      case "member": {
        const object = await this.object(expression.target, frame)
        return object.get(expression.name)
      }
      case "index": {
        const object = await this.object(expression.target, frame)
        return object.at(await this.value(expression.index, frame))
      }
      case "call":
        return this.call(expression, frame)
      case "new":
        return this.created(expression.type, await this.arguments(expression.arguments, frame))
      case "unary":
        return unary(expression.operator, await this.value(expression.operand, frame))
      case "binary":
        return this.binary(expression, frame)
      case "choice":
        return this.value(
          toBoolean(await this.value(expression.condition, frame)) ? expression.yes : expression.no,
          frame,
        )
      case "newByName":
      case "await":
        throw new NotModelled(`${expression.kind}: parsed, not run`)
    }
  }

  private async binary(
    { left, operator, right }: Extract<Expression, { readonly kind: "binary" }>,
    frame: Frame,
  ): Promise<Value> {
    const first = await this.value(left, frame)
    if (operator === "И") return toBoolean(first) && toBoolean(await this.value(right, frame))
    if (operator === "Или") return toBoolean(first) || toBoolean(await this.value(right, frame))
    return binary(operator, first, await this.value(right, frame), this.platform.regional)
  }

  private named(name: string, frame: Frame): Value {
    const cell = variable(name, frame)
    if (cell !== undefined) return cell.value
    const module = this.modules.get(fold(name))
    if (module !== undefined)
      return new CommonModule(module, (subroutine, args) => this.invoke(subroutine, args))
    if (!this.platform.properties.has(name)) throw new Exception(`Переменная не определена (${name})`)
    return this.platform.properties.get(name)
  }

  private async object(expression: Expression, frame: Frame): Promise<PlatformObject> {
    const value = await this.value(expression, frame)
    if (value instanceof PlatformObject) return value
    const name = expression.kind === "name" || expression.kind === "member" ? ` (${expression.name})` : ""
    throw new Exception(`Значение не является значением объектного типа${name}`)
  }

  private created(type: string, args: Arguments): Value {
    const constructor = this.platform.types.get(type)
    if (constructor === undefined) throw new Exception(`Тип не определен (${type})`)
    checkCount(args.count, constructor.arity)
    return constructor.make(args)
  }

  private async call({ arguments: given, target }: CallExpression, frame: Frame): Promise<Value> {
    if (target.kind === "member") {
      const object = await this.object(target.target, frame)
      return object.call(target.name, await this.arguments(given, frame))
    }
    const args = await this.arguments(given, frame)
    const own = frame.module.subroutines.get(target.name)
    if (own !== undefined) return this.invoke(own, args)
    const builtIn = this.platform.functions.get(target.name)
    if (builtIn === undefined)
      throw new Exception(`Процедура или функция с указанным именем не определена (${target.name})`)
    checkCount(args.count, builtIn.arity)
    return builtIn.run(this, args)
  }

  /** A variable is handed over itself, so that the one called may change it; anything else as a value. */
  private async arguments(given: CallExpression["arguments"], frame: Frame): Promise<Arguments> {
    const cells: Array<Cell | undefined> = []
    for (const expression of given) {
      const cell = expression?.kind === "name" ? variable(expression.name, frame) : undefined
      cells.push(
        cell ?? (expression === undefined ? undefined : { value: await this.value(expression, frame) }),
      )
    }
    return new Arguments(cells)
  }
}
