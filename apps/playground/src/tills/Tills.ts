/**
 * Which tills the page has, and which one is looked at.
 *
 * The choice stands in the address, `?till=1c`, so that it is a link and a reload keeps it. A till is loaded when it is first chosen, and stays
 * open from then on.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { batch, createSignal, getOwner, onCleanup, runWithOwner, type Accessor } from "solid-js"
import type { OpenTill, TillPlace } from "./OpenTill.ts"

/** In the order in which they are offered; the first is there without a word in the address. */
export const tillNames = ["own", "1c", "iiko", "evotor"] as const
export type TillName = (typeof tillNames)[number]

/** What is known of a till before it is loaded. */
interface Listed {
  readonly load: () => Promise<{ readonly open: (place: TillPlace) => OpenTill }>
  /** It speaks to loyalkit over a line, which is shown beside it: room is kept for that. */
  readonly isLined: boolean
}

const listed: Readonly<Record<TillName, Listed>> = {
  own: { load: () => import("./own/index.tsx"), isLined: false },
  "1c": { load: () => import("./1c/index.tsx"), isLined: true },
  iiko: { load: () => import("./iiko/index.tsx"), isLined: true },
  evotor: { load: () => import("./evotor/index.tsx"), isLined: true },
}

const PARAMETER = "till"
const [FIRST] = tillNames

const named = (search: string): TillName => {
  const wanted = new URLSearchParams(search).get(PARAMETER)
  return tillNames.find((name) => name === wanted) ?? FIRST
}

/** The page's address with this till in it. */
export const linkTo = (till: TillName): string => {
  const url = new URL(location.href)
  if (till === FIRST) url.searchParams.delete(PARAMETER)
  else url.searchParams.set(PARAMETER, till)
  return `${url.pathname}${url.search}`
}

export interface Tills {
  readonly chosen: Accessor<TillName>
  readonly isLined: Accessor<boolean>
  /** The chosen one; nothing while it is loaded. */
  readonly current: Accessor<OpenTill | undefined>
  /** The chosen one could not be loaded. */
  readonly isMissing: Accessor<boolean>
  readonly choose: (till: TillName) => void
  /** What the till that it came from calls a receipt. */
  readonly receiptName: (key: CheckoutKey) => string
}

export const createTills = (place: TillPlace): Tills => {
  const owner = getOwner()
  const [chosen, setChosen] = createSignal<TillName>(named(location.search))
  const [opened, setOpened] = createSignal<Partial<Record<TillName, OpenTill>>>({})
  const [missing, setMissing] = createSignal<TillName>()

  const open = (till: TillName): void => {
    if (opened()[till] !== undefined) return
    setMissing(undefined)
    listed[till].load().then(
      (module) => {
        // Chosen twice while it was loaded: still one till.
        if (opened()[till] !== undefined) return
        const ready = runWithOwner(owner, () => module.open(place))
        if (ready !== undefined) setOpened((all) => ({ ...all, [till]: ready }))
      },
      () => setMissing(till),
    )
  }
  const show = (till: TillName): void =>
    batch(() => {
      setChosen(till)
      open(till)
    })
  const followAddress = (): void => show(named(location.search))
  window.addEventListener("popstate", followAddress)
  onCleanup(() => window.removeEventListener("popstate", followAddress))
  open(chosen())

  return {
    chosen,
    isLined: () => listed[chosen()].isLined,
    current: () => opened()[chosen()],
    isMissing: () => missing() === chosen(),
    choose: (till) => {
      if (till !== chosen()) history.pushState(null, "", linkTo(till))
      show(till)
    },
    receiptName: (key) => {
      for (const till of tillNames) {
        const name = opened()[till]?.receiptName(key)
        if (name !== undefined) return name
      }
      return key.receipt
    },
  }
}
