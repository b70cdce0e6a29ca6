/** The modules as they are handed to integrators, and the platform's double that they run on. */
import { makePlatform, makeWorld, Program, type Value, type World } from "@loyalkit/bsl"
import { readFileSync } from "node:fs"

const read = (name: string): string =>
  readFileSync(new URL(`../../../packages/adapter-1c-http/bsl/${name}.bsl`, import.meta.url), "utf8")

export const loyalty = { name: "ЛояльностьКассы", text: read("ЛояльностьКассы") }
export const events = { name: "ЛояльностьСобытия", text: read("ОбработчикСобытий") }

type Properties = Parameters<typeof makePlatform>[1]

/** The client module alone. */
export const loadLoyalty = (world: Partial<World> = {}): Promise<Program> =>
  Program.load([loyalty], makePlatform(makeWorld(world)))

/** Both modules, in a configuration that has what the sample needs. */
export const loadEvents = (world: Partial<World>, properties: Properties): Promise<Program> =>
  Program.load([loyalty, events], makePlatform(makeWorld(world), properties))

/** Calls into the client module. */
export const callLoyalty = (program: Program, name: string, args: ReadonlyArray<Value>): Promise<Value> =>
  program.call(loyalty.name, name, args)
