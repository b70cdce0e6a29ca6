/**
 * The JSON Schema of the configuration file, for editors and for whoever writes one by a program.
 */
import * as JsonSchema from "effect/JsonSchema"
import * as Schema from "effect/Schema"
import type { Face } from "./Face.ts"
import type { Setting } from "./Setting.ts"
import { all, table } from "./Table.ts"

type Json = JsonSchema.JsonSchema

const schemaOf = (schema: Schema.Constraint): Json =>
  JsonSchema.toDocumentDraft07(Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })).schema

const section = (properties: Readonly<Record<string, Json>>, description?: string): Json => ({
  type: "object",
  ...(description === undefined ? {} : { description }),
  properties,
  additionalProperties: false,
})

const leaf = ({ about, fallback, schema, shownDefault, variable }: Setting<unknown>): Json => ({
  ...schemaOf(schema),
  description:
    about.en +
    (variable === undefined ? "" : ` (${variable})`) +
    (shownDefault === undefined ? "" : `. Default: ${shownDefault.en}`),
  ...(fallback === undefined ? {} : { default: fallback }),
})

const isUnder = (name: string, { path }: Setting<unknown>): boolean => path.length > 1 && path[0] === name

/** The draft that editors understand best. The names of the sections are those of the settings' paths. */
export const fileSchema = (faces: ReadonlyArray<Face<unknown>>): Json => {
  const properties: Record<string, Json> = { $schema: { type: "string" } }
  for (const setting of all) {
    const [name, ...rest] = setting.path
    if (setting.path === table.adapters.path) {
      const sections = faces.map((face) => [face.name, schemaOf(face.settings)] as const)
      properties[name] = section(Object.fromEntries(sections), setting.about.en)
    } else if (rest.length === 0) properties[name] = leaf(setting)
    else
      properties[name] ??= section(
        Object.fromEntries(
          all.filter((each) => isUnder(name, each)).map((each) => [each.path.at(-1) ?? "", leaf(each)]),
        ),
      )
  }
  return {
    $schema: JsonSchema.META_SCHEMA_URI_DRAFT_07,
    title: "loyalkit gateway",
    ...section(properties, "The configuration file of the loyalkit gateway (--config)"),
  }
}
