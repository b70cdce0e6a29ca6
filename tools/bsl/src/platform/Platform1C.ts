/**
 * The platform, put together: all functions, types and properties that programs of ours may use, over one world.
 *
 * What came after 8.3.10 is not in it, so that a module that passes the check needs no newer one.
 */
import type { Constructor, Platform } from "../run/Platform.ts"
import { List, Mapping, Structure } from "../values/Collections.ts"
import { toNumber } from "../values/Conversions.ts"
import { type Bilingual, NameTable } from "../values/Names.ts"
import type { Arguments, Value } from "../values/Value.ts"
import { dateFunctions } from "./DateFunctions.ts"
import { enumerations } from "./Enumerations.ts"
import { errorFunctions } from "./ErrorFunctions.ts"
import { httpTypes } from "./Http.ts"
import { jsonFunctions, JsonSource, JsonWriter } from "./Json.ts"
import { numberFunctions } from "./NumberFunctions.ts"
import { systemFunctions } from "./SystemFunctions.ts"
import { textFunctions } from "./TextFunctions.ts"
import { UniqueId } from "./UniqueId.ts"
import { orderOf, regionalOf, type World } from "./World.ts"

/** `Новый Структура("Код, Имя", 1, "а")`. */
const structure = (args: Arguments, { oddities }: World): Structure => {
  const names = args.isGiven(0) ? args.text(0).split(",") : []
  const fields = names.map((name, index): readonly [string, Value] => [name.trim(), args.value(index + 1)])
  return new Structure(fields, orderOf(oddities))
}

const array = (args: Arguments): List =>
  new List(Array.from({ length: args.isGiven(0) ? toNumber(args.value(0)).toWhole() : 0 }, () => undefined))

const types = (world: World): ReadonlyArray<readonly [Bilingual, Constructor]> => [
  [["Структура", "Structure"], { arity: [0, 50], make: (args) => structure(args, world) }],
  [["Соответствие", "Map"], { arity: [0, 0], make: () => new Mapping(orderOf(world.oddities)) }],
  [["Массив", "Array"], { arity: [0, 1], make: array }],
  [
    ["УникальныйИдентификатор", "UUID"],
    { arity: [0, 1], make: (args) => new UniqueId(args.isGiven(0) ? args.text(0) : undefined) },
  ],
  [["ЗаписьJSON", "JSONWriter"], { arity: [0, 0], make: () => new JsonWriter() }],
  [["ЧтениеJSON", "JSONReader"], { arity: [0, 0], make: () => new JsonSource() }],
  ...httpTypes(world),
]

/** A platform over that world; `properties` are what a configuration adds: its constants, registers, documents. */
export const makePlatform = (
  world: World,
  properties: ReadonlyArray<readonly [Bilingual, Value]> = [],
): Platform => {
  const regional = regionalOf(world.oddities)
  const functions = [
    ...textFunctions(regional),
    ...numberFunctions(regional),
    ...dateFunctions(world),
    ...errorFunctions,
    ...systemFunctions(world),
    ...jsonFunctions(world),
  ]
  return {
    regional,
    functions: new NameTable(functions.map((one) => [one.names, one])),
    properties: new NameTable<Value>([...enumerations, ...properties]),
    types: new NameTable<Constructor>(types(world)),
  }
}
