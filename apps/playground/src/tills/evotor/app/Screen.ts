/**
 * The application's own screen: it asks who the customer is and how many points are spent, as `runDiscountActivity` wants to know it.
 *
 * It decides nothing: what was found and what may be spent comes from loyalkit, and what was chosen goes back to it.
 */
import type { Answer, Ask, Choice, Found, SaleAtTill } from "@loyalkit/adapter-evotor/terminal"
import { createSignal, type Accessor } from "solid-js"

export interface Screen {
  /** Not there before the receipt was read. */
  readonly sale: SaleAtTill | undefined
  readonly found: (Found & { readonly search: string }) | undefined
  readonly busy: "open" | "find" | "apply" | undefined
}

export interface Screens {
  /** Nothing where it is not open. */
  readonly shown: Accessor<Screen | undefined>
  readonly open: () => void
  readonly ask: Ask
  readonly find: (search: string) => void
  /** Whoever was found is not meant. */
  readonly another: () => void
  /** In hundredths. */
  readonly apply: (points: number) => void
  /** The receipt stays as it is. */
  readonly cancel: () => void
  readonly close: () => void
}

const opening: Screen = { sale: undefined, found: undefined, busy: "open" }

/** `onStep` before each step: what was told before is read. */
export const createScreens = (onStep: () => void): Screens => {
  const [shown, setShown] = createSignal<Screen>()
  let chosen: (choice: Choice | undefined) => void = () => undefined
  const put = (change: Partial<Screen>): void =>
    void setShown((now) => (now === undefined ? undefined : { ...now, ...change }))

  const heard = (sale: SaleAtTill, search: string, answer: Answer<Found>): void => {
    // The screen was closed meanwhile, or opened for another receipt.
    if (shown()?.sale !== sale) return
    put({ busy: undefined, ...(answer.ok ? { found: { ...answer.value, search } } : {}) })
  }
  const find = (search: string): void => {
    const now = shown()
    if (now?.sale === undefined || now.busy !== undefined) return
    const { sale } = now
    onStep()
    put({ busy: "find" })
    void sale.find(search).then((answer) => heard(sale, search, answer))
  }
  const choose = (choice: Choice | undefined): void => {
    if (shown()?.busy !== undefined) return
    onStep()
    put({ busy: "apply" })
    chosen(choice)
  }

  return {
    shown,
    open: () => void setShown(opening),
    ask: (sale) =>
      new Promise((resolve) => {
        chosen = resolve
        put({ sale, busy: undefined })
        if (sale.search !== undefined) find(sale.search)
      }),
    find,
    another: () => {
      if (shown()?.busy === undefined) put({ found: undefined })
    },
    apply: (points) => {
      const found = shown()?.found
      if (found !== undefined) choose({ search: found.search, points })
    },
    cancel: () => choose(undefined),
    close: () => void setShown(undefined),
  }
}
