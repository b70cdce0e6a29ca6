/**
 * Who says what: flags over variables over the file, each value with the name under which it was given.
 *
 * All sources end in JSON values of the same shape, not yet decoded. What nobody could have meant (a key that no setting
 * has, a section that is no object) is a problem already here.
 */
import * as Predicate from "effect/Predicate"
import { expected, type Problem } from "./Problem.ts"
import { pathText, type Setting } from "./Setting.ts"
import { all, policyBundle } from "./Table.ts"

/** The file, parsed. */
export interface FileSource {
  readonly name: string
  readonly content: unknown
}

/** What the gateway was started with. */
export interface Sources {
  readonly flags: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
  readonly file?: FileSource
}

/** A setting's value from the source that wins. */
export interface Given {
  readonly value: unknown
  /** A higher one wins; two settings of one rank come from one kind of source. */
  readonly rank: number
  /** The name under which it was given, with the path to a part of it. */
  readonly where: (inside: ReadonlyArray<PropertyKey>) => string
}

/** What was given, by the setting's path in the file. */
export type AllGiven = ReadonlyMap<string, Given>

const RANK = { flag: 4, flagBundle: 3, variable: 2, variableBundle: 1, file: 0 } as const

const named =
  (name: string): Given["where"] =>
  (inside) =>
    inside.length === 0 ? name : `${name}${typeof inside[0] === "number" ? "" : "."}${pathText(inside)}`

const MAX_LISTED = 12

/** A key that no setting has. */
const unknownKey = (where: string, known: ReadonlyArray<string>): Problem => {
  const few = known.length <= MAX_LISTED
  const list = known.join(", ")
  return {
    where,
    text: {
      en: `no such setting; ${few ? `there are: ${list}` : "`loyalkit-gateway schema` prints all of them"}`,
      ru: `нет такой настройки; ${few ? `есть: ${list}` : "все печатает `loyalkit-gateway schema`"}`,
    },
  }
}

const SECTION = { en: "an object", ru: "объект" }

/** What may stand under this path of the file: settings and sections. */
const keysUnder = (prefix: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(
    all
      .filter(
        ({ path }) => prefix.every((part, index) => path[index] === part) && path.length > prefix.length,
      )
      .map(({ path }) => path[prefix.length] ?? ""),
  ),
]

const settingAt = (path: ReadonlyArray<string>): Setting<unknown> | undefined =>
  all.find((setting) => pathText(setting.path) === pathText(path))

/** An editor's own key, for the JSON Schema. */
const EDITORS_KEY = "$schema"

type Found = (setting: Setting<unknown>, given: Given) => void

/** Gathers a section of the file, or of a bundle: `where` names a field in it. */
const gatherSection = (
  content: unknown,
  prefix: ReadonlyArray<string>,
  from: { readonly rank: number; readonly where: (path: ReadonlyArray<PropertyKey>) => string },
  found: Found,
): ReadonlyArray<Problem> => {
  if (!Predicate.isObject(content) || Array.isArray(content)) return [expected(from.where(prefix), SECTION)]
  const known = keysUnder(prefix)
  return Object.entries(content).flatMap(([key, value]) => {
    const path = [...prefix, key]
    if (prefix.length === 0 && key === EDITORS_KEY) return []
    if (!known.includes(key)) return [unknownKey(from.where(path), known)]
    const setting = settingAt(path)
    if (setting === undefined) return gatherSection(value, path, from, found)
    found(setting, { value, rank: from.rank, where: (inside) => from.where([...path, ...inside]) })
    return []
  })
}

/** What a variable or a flag says of the whole policy. */
const gatherBundle = (text: string, name: string, rank: number, found: Found): ReadonlyArray<Problem> => {
  const value = policyBundle.read(text)
  if (!Predicate.isObject(value) || Array.isArray(value)) return [expected(name, policyBundle.expected)]
  const where = (path: ReadonlyArray<PropertyKey>) => named(name)(path.slice(1))
  return gatherSection(value, [policyBundle.section], { rank, where }, found)
}

/** All that is given, and what nobody could have meant. */
export const gather = ({
  file,
  flags,
  variables,
}: Sources): { readonly given: AllGiven; readonly problems: ReadonlyArray<Problem> } => {
  const given = new Map<string, Given>()
  const problems: Array<Problem> = []
  const found: Found = ({ path }, next) => {
    const known = given.get(pathText(path))
    if (known === undefined || known.rank < next.rank) given.set(pathText(path), next)
  }
  if (file !== undefined) {
    const where = (path: ReadonlyArray<PropertyKey>) =>
      path.length === 0 ? file.name : `${file.name}, ${pathText(path)}`
    problems.push(...gatherSection(file.content, [], { rank: RANK.file, where }, found))
  }
  const texts = [
    {
      texts: variables,
      key: "variable",
      name: (key: string) => key,
      rank: RANK.variable,
      bundle: RANK.variableBundle,
    },
    {
      texts: flags,
      key: "flag",
      name: (key: string) => `--${key}`,
      rank: RANK.flag,
      bundle: RANK.flagBundle,
    },
  ] as const
  for (const { bundle, key, name, rank, texts: said } of texts) {
    const whole = said[policyBundle[key]]
    if (whole !== undefined) problems.push(...gatherBundle(whole, name(policyBundle[key]), bundle, found))
    for (const setting of all) {
      const called = setting[key]
      const text = called === undefined ? undefined : said[called]
      if (called === undefined || text === undefined) continue
      found(setting, { value: setting.read(text.trim()), rank, where: named(name(called)) })
    }
  }
  return { given, problems }
}
