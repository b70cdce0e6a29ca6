/** Runs a piece of a program: the body of a function, over an ordinary platform or another one. */
import { makePlatform } from "../src/platform/Platform1C.ts"
import { makeWorld, type World } from "../src/platform/World.ts"
import { Program } from "../src/run/Program.ts"
import { Decimal } from "../src/values/Decimal.ts"
import type { Value } from "../src/values/Value.ts"

/** Loads one module that is called `Модуль`. */
export const load = (text: string, world: Partial<World> = {}): Promise<Program> =>
  Program.load([{ name: "Модуль", text }], makePlatform(makeWorld(world)))

/** What a function with this body returns. */
export const evaluate = async (body: string, world: Partial<World> = {}, args: ReadonlyArray<Value> = []) => {
  const parameters = args.map((_, index) => `П${index + 1}`).join(", ")
  const program = await load(`Функция Ф(${parameters}) Экспорт\n${body}\nКонецФункции`, world)
  return program.call("Модуль", "Ф", args)
}

/** A result as JSON has it: numbers as they are printed. */
export const plain = (value: Value): unknown => (value instanceof Decimal ? Number(value.toString()) : value)
