/**
 * From what was given to the gateway's `Settings`, or to everything that is wrong with it.
 *
 * Besides each value for itself, some need each other: a URL its key, a till its point, an address that others reach its
 * tokens. Free of Node: `node/ReadSettings` reads the files and the environment.
 */
import type { PointId } from "@loyalkit/core/Domain"
import type { PolicyConfig } from "@loyalkit/core/Policy"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { AdapterSettings, Settings } from "../Settings.ts"
import { refuseOpen, refusePointless, takeTills } from "./Access.ts"
import type { Face } from "./Face.ts"
import { PolicyOverrides, policySettings } from "./PolicyTable.ts"
import { SettingsInvalid } from "./Problem.ts"
import { takeService, type KeyFile } from "./Service.ts"
import { gather, type Sources } from "./Sources.ts"
import { MEMORY, table } from "./Table.ts"
import { Taking } from "./Taking.ts"

const takePolicy = (taking: Taking): Partial<PolicyConfig> => {
  const taken = policySettings.flatMap((setting): ReadonlyArray<readonly [string, unknown]> => {
    const value = taking.take(setting)
    return value === undefined ? [] : [[setting.path[1] ?? "", value]]
  })
  return Schema.decodeUnknownSync(Schema.toType(PolicyOverrides))(Object.fromEntries(taken))
}

/** The adapters that are served: those named, or all that are built in and need nothing that is not given. */
const takeAdapters = (
  taking: Taking,
  faces: ReadonlyArray<Face<unknown>>,
): ReadonlyArray<AdapterSettings> => {
  const sections = taking.take(table.adapters) ?? {}
  const sectionsWhere = taking.where(table.adapters)
  const named = taking.take(table.faces)
  const known = faces.length === 0 ? "none" : faces.map(({ name }) => name).join(", ")
  const refuse = (where: string, name: string) =>
    taking.wrong(where, {
      en: `there is no adapter "${name}" in this gateway; built in: ${known}`,
      ru: `в этом шлюзе нет адаптера "${name}"; встроены: ${known}`,
    })
  const isKnown = (name: string) => faces.some((face) => face.name === name)
  for (const name of named ?? []) if (!isKnown(name)) refuse(taking.name(table.faces), name)
  for (const name of Object.keys(sections)) if (!isKnown(name)) refuse(sectionsWhere([name]), name)
  return faces.flatMap(({ name, settings: schema }): ReadonlyArray<AdapterSettings> => {
    const section = Object.hasOwn(sections, name) ? sections[name] : undefined
    const isAsked = section !== undefined || named?.includes(name) === true
    if (named !== undefined && !named.includes(name)) return []
    if (!isAsked && Result.isFailure(Schema.decodeUnknownResult(schema)({}))) return []
    const settings = taking.takeOther(section ?? {}, schema, (inside) => sectionsWhere([name, ...inside]))
    return settings === undefined ? [] : [{ name, settings }]
  })
}

const takeOtlp = (taking: Taking): Settings["otlp"] => {
  const url = taking.take(table.otlpEndpoint)
  const headers = taking.take(table.otlpHeaders) ?? {}
  if (url === undefined) return undefined
  return {
    url,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Redacted.make(value)] as const),
    ),
  }
}

/** The settings, or all that is wrong. `keyFile` is what {@link keyFileOf} asked for. */
export const decode = (
  sources: Sources,
  { faces, keyFile }: { readonly faces: ReadonlyArray<Face<unknown>>; readonly keyFile?: KeyFile },
): Result.Result<Settings, SettingsInvalid> => {
  const { given, problems } = gather(sources)
  const taking = new Taking(given, problems)
  const service = takeService(taking, keyFile)
  const point: PointId | undefined = taking.take(table.point)
  const host = taking.take(table.host)
  const port = taking.take(table.port)
  const publicUrl = taking.take(table.publicUrl)
  const data = taking.take(table.data)
  const tills = takeTills(taking)
  const origins = taking.take(table.origins)
  const policy = takePolicy(taking)
  const adapters = takeAdapters(taking, faces)
  const otlp = takeOtlp(taking)
  const level = taking.take(table.logLevel)
  const format = taking.take(table.logFormat)
  if (tills?.length === 0 && host !== undefined) refuseOpen(taking, host, publicUrl)
  if (service?._tag === "LoyalClient" && tills !== undefined && taking.given(table.point) === undefined)
    refusePointless(taking, tills)
  if (
    taking.problems.length > 0 ||
    service === undefined ||
    host === undefined ||
    port === undefined ||
    tills === undefined ||
    origins === undefined ||
    level === undefined ||
    format === undefined
  )
    return Result.fail(new SettingsInvalid({ problems: taking.problems }))
  return Result.succeed({
    service,
    host,
    port,
    tills,
    origins,
    policy,
    adapters,
    log: { level, format },
    ...(point === undefined ? {} : { point }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(data === undefined || data === MEMORY ? {} : { data }),
    ...(otlp === undefined ? {} : { otlp }),
  })
}
