/** The settings of the loyalty server, as РМК has them, with the check of the connection. */
import { createSignal, Show, type JSX } from "solid-js"
import type { Heard } from "../../../shop/Requests.ts"
import { troubleText } from "./Says.tsx"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

const OK = 200

/** Of a user or a password: a request has an end. */
const LONGEST = 64

const Field = (props: {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly children: JSX.Element
}) => (
  <div class="c1-field">
    <label for={props.id}>{props.label}</label>
    {props.children}
    <Show when={props.hint}>{(hint) => <small id={`${props.id}-hint`}>{hint()}</small>}</Show>
  </div>
)

/** РМК looks at nothing but the status. */
const Checked = (props: { readonly heard: Heard }) => {
  const { words } = useWorkplace()
  const failed = () => {
    const { heard } = props
    if (heard._tag === "Nothing") return troubleText({ _tag: "Lost" }, words())
    const { body, status } = heard.answer
    return status === OK ? undefined : troubleText({ _tag: "Status", status, text: body }, words())
  }
  return (
    <Show when={failed()} fallback={<p class="c1-connected">{words().settings.connected}</p>}>
      {(trouble) => (
        <p class="failure">
          {trouble().said}
          <span class="c1-server-text" lang="ru">
            {trouble().text}
          </span>
        </p>
      )}
    </Show>
  )
}

const Fields = () => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().settings
  const { line } = workplace
  return (
    <>
      <Field id="c1-address" label={texts().address}>
        <input id="c1-address" type="text" readonly value={line.connection().address} />
      </Field>
      <Field id="c1-user" label={texts().user}>
        <input
          id="c1-user"
          type="text"
          autocomplete="off"
          maxlength={LONGEST}
          value={line.connection().user}
          onInput={({ currentTarget }) => line.setConnection({ user: currentTarget.value })}
        />
      </Field>
      <Field id="c1-password" label={texts().password} hint={texts().passwordHint}>
        <input
          id="c1-password"
          type="text"
          autocomplete="off"
          maxlength={LONGEST}
          aria-describedby="c1-password-hint"
          value={line.connection().password}
          onInput={({ currentTarget }) => line.setConnection({ password: currentTarget.value })}
        />
      </Field>
    </>
  )
}

/** A button, and behind it the dialog. */
export const Settings = () => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().settings
  const [dialog, setDialog] = createSignal<HTMLDialogElement>()
  return (
    <>
      <button type="button" class="c1-settings" onClick={() => dialog()?.showModal()}>
        {texts().open}
      </button>
      <dialog ref={setDialog} class="c1-dialog" aria-labelledby="c1-settings-title">
        <h3 id="c1-settings-title">{texts().title}</h3>
        <Fields />
        <div role="status">
          <Show when={workplace.checked()}>{(heard) => <Checked heard={heard()} />}</Show>
        </div>
        <div class="c1-actions">
          <button type="button" onClick={() => dialog()?.close()}>
            {texts().close}
          </button>
          <Press main act={workplace.check}>
            {workplace.busy() === "check" ? texts().checking : texts().check}
          </Press>
        </div>
      </dialog>
    </>
  )
}
