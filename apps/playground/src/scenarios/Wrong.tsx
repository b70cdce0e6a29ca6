/** A link that leads to no scenario: what is the matter, and what can be done; with what was found wrong, for whoever wrote it. */
import { FIELD } from "@loyalkit/scenario/format/Link"
import type { NotAScenario } from "@loyalkit/scenario/format/Text"
import type { Words } from "../text/scenarios/en.ts"
import { NAME } from "./Address.ts"

const whyOf = (field: string): "cut" | "unknown" | "misfit" => {
  if (field === FIELD) return "cut"
  return field === NAME ? "unknown" : "misfit"
}

/** With the field at its head. */
const detailOf = ({ field, message }: NotAScenario): string =>
  message.startsWith(field) ? message : `${field}: ${message}`

export const Wrong = (props: { readonly t: Words; readonly of: NotAScenario }) => {
  const why = () => whyOf(props.of.field)
  return (
    <div class="scenario-wrong" role="alert">
      <h2>{props.t.wrong.title}</h2>
      <p>{props.t.wrong.why[why()]}</p>
      <p class="detail" lang="en">
        {detailOf(props.of)}
      </p>
    </div>
  )
}
