/**
 * A module that is ready to run, and how other modules see it: as a global object with its exported members.
 */
import { localsOf } from "../check/Scope.ts"
import { Exception } from "../Failure.ts"
import type { Module, Subroutine } from "../syntax/Tree.ts"
import { fold, NameTable } from "../values/Names.ts"
import { type Arguments, type Cell, PlatformObject, type Value } from "../values/Value.ts"

export interface LoadedSubroutine {
  readonly tree: Subroutine
  readonly module: LoadedModule
  /** Its variables' names, folded, the parameters first. */
  readonly locals: ReadonlySet<string>
}

export class LoadedModule {
  readonly tree: Module
  readonly subroutines: NameTable<LoadedSubroutine>
  /** The module's variables by their folded names. */
  readonly variables: Map<string, Cell>

  constructor(tree: Module, variables: ReadonlySet<string>) {
    this.tree = tree
    this.variables = new Map([...variables].map((name): [string, Cell] => [name, { value: undefined }]))
    this.subroutines = new NameTable(
      tree.subroutines.map((subroutine) => [
        [subroutine.name],
        { tree: subroutine, module: this, locals: localsOf(tree, subroutine) },
      ]),
    )
  }

  exported(name: string): LoadedSubroutine {
    const found = this.subroutines.get(name)
    if (found === undefined || !found.tree.exported)
      throw new Exception(`Метод объекта не обнаружен (${name})`)
    return found
  }
}

/** Runs a subroutine with these arguments. */
export type Invoke = (subroutine: LoadedSubroutine, args: Arguments) => Promise<Value>

/** A common module as a program writes it: `ЛояльностьКассы.Пинг(…)`. */
export class CommonModule extends PlatformObject {
  override readonly typeName = "ОбщийМодуль"
  private readonly module: LoadedModule
  private readonly invoke: Invoke

  constructor(module: LoadedModule, invoke: Invoke) {
    super()
    this.module = module
    this.invoke = invoke
  }

  override get(name: string): Value {
    const exported = this.module.tree.variables.some((one) => one.exported && fold(one.name) === fold(name))
    return exported ? this.module.variables.get(fold(name))?.value : super.get(name)
  }

  override call(name: string, args: Arguments): Promise<Value> {
    return this.invoke(this.module.exported(name), args)
  }
}
