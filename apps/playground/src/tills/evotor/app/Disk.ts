/**
 * What the application has on the terminal's disk: it outlives the process, and here the till's whole time on the page.
 *
 * What is in it is loyalkit's own book; those who look on are told whose sale is in it.
 */
import type { Store } from "@loyalkit/adapter-evotor/terminal"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { createMemo, createSignal, type Accessor } from "solid-js"

const InBook = Schema.Struct({ receipt: Schema.String })
const Book = Schema.fromJsonString(
  Schema.Struct({
    open: Schema.optional(InBook),
    outbox: Schema.Array(Schema.Struct({ open: InBook })),
  }),
)
const decode = Schema.decodeUnknownOption(Book)

export interface Disk {
  readonly store: Store
  /** The receipt that the application knows to be open. */
  readonly open: Accessor<string | undefined>
  /** The receipts whose sales wait for the gateway, in order. */
  readonly outbox: Accessor<ReadonlyArray<string>>
}

export const createDisk = (): Disk => {
  const [texts, setTexts] = createSignal<ReadonlyMap<string, string>>(new Map())
  const book = createMemo(() => {
    for (const text of texts().values()) {
      const found = decode(text)
      if (Option.isSome(found)) return found.value
    }
    return undefined
  })
  return {
    store: {
      get: (key) => Promise.resolve(texts().get(key)),
      set: (key, text) => Promise.resolve(setTexts((all) => new Map(all).set(key, text))),
      remove: (key) =>
        Promise.resolve(setTexts((all) => new Map([...all].filter(([other]) => other !== key)))),
    },
    open: () => book()?.open?.receipt,
    outbox: () => (book()?.outbox ?? []).map(({ open }) => open.receipt),
  }
}
