/**
 * Modules made ready to run together over one platform: parsed, checked, loaded.
 */
import { check } from "../check/Checker.ts"
import { moduleVariables } from "../check/Scope.ts"
import type { SyntaxFailure } from "../Failure.ts"
import { parse } from "../syntax/Parser.ts"
import type { Module } from "../syntax/Tree.ts"
import { fold } from "../values/Names.ts"
import { Arguments, type Value } from "../values/Value.ts"
import { LoadedModule } from "./LoadedModule.ts"
import type { Platform } from "./Platform.ts"
import { Session } from "./Session.ts"

/** A common module's name and text. */
export interface Source {
  readonly name: string
  readonly text: string
}

const surroundings = (platform: Platform, modules: ReadonlyArray<Module>) => ({
  functionArity: (name: string) => platform.functions.get(name)?.arity,
  hasProperty: (name: string) => platform.properties.has(name),
  hasType: (name: string) => platform.types.has(name),
  moduleNamed: (name: string) => modules.find((module) => fold(module.name) === fold(name)),
})

/** All that is wrong with the modules; the first syntax error of one hides what is behind it. */
export const findings = (platform: Platform, modules: ReadonlyArray<Module>): ReadonlyArray<SyntaxFailure> =>
  modules.flatMap((module) => check(module, surroundings(platform, modules)))

export class Program {
  private readonly platform: Platform
  private readonly modules: ReadonlyMap<string, LoadedModule>

  private constructor(platform: Platform, modules: ReadonlyMap<string, LoadedModule>) {
    this.platform = platform
    this.modules = modules
  }

  /** Throws the first `SyntaxFailure`; runs the modules' own statements. */
  static async load(sources: ReadonlyArray<Source>, platform: Platform): Promise<Program> {
    const trees = sources.map(({ name, text }) => parse(name, text))
    const [wrong] = findings(platform, trees)
    if (wrong !== undefined) throw wrong
    const modules = new Map(
      trees.map((tree): [string, LoadedModule] => [
        fold(tree.name),
        new LoadedModule(tree, moduleVariables(tree)),
      ]),
    )
    for (const module of modules.values()) await new Session(platform, modules).body(module)
    return new Program(platform, modules)
  }

  /** Calls an exported subroutine. Each call is a session of its own, as each till's server call is in 1C. */
  call(module: string, name: string, args: ReadonlyArray<Value>): Promise<Value> {
    const loaded = this.modules.get(fold(module))
    if (loaded === undefined) throw new Error(`no module ${module}`)
    const cells = args.map((value) => ({ value }))
    return new Session(this.platform, this.modules).invoke(loaded.exported(name), new Arguments(cells))
  }
}
