/**
 * Which tills the page has, and which one is looked at, or which two.
 *
 * The choice stands in the address, `?till=1c&and=iiko`, so that it is a link and a reload keeps it. A till is loaded when it is first chosen, and
 * stays open from then on.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { batch, createMemo, createSignal, getOwner, onCleanup, runWithOwner, type Accessor } from "solid-js"
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
const SECOND = "and"
const [FIRST] = tillNames

/** One till, or two that stand beside each other. */
export interface Choice {
  readonly first: TillName
  readonly second: TillName | undefined
}

const nameIn = (search: string, parameter: string): TillName | undefined => {
  const wanted = new URLSearchParams(search).get(parameter)
  return tillNames.find((name) => name === wanted)
}

const named = (search: string): Choice => {
  const first = nameIn(search, PARAMETER) ?? FIRST
  const second = nameIn(search, SECOND)
  // No till stands beside itself.
  return { first, second: second === first ? undefined : second }
}

/** The page's address with this choice in it. */
export const linkTo = ({ first, second }: Choice): string => {
  const url = new URL(location.href)
  if (first === FIRST) url.searchParams.delete(PARAMETER)
  else url.searchParams.set(PARAMETER, first)
  if (second === undefined) url.searchParams.delete(SECOND)
  else url.searchParams.set(SECOND, second)
  return `${url.pathname}${url.search}`
}

/** A till that is looked at. */
export interface Shown {
  readonly name: TillName
  readonly isLined: boolean
  /** Nothing while it is loaded. */
  readonly till: OpenTill | undefined
  /** It could not be loaded. */
  readonly isMissing: boolean
}

export interface Tills {
  readonly chosen: Accessor<Choice>
  /** The first one, and the second where there is one. */
  readonly shown: Accessor<ReadonlyArray<Shown>>
  readonly choose: (choice: Choice) => void
  /** What the till that it came from calls a receipt. */
  readonly receiptName: (key: CheckoutKey) => string
}

const isSame = (a: Choice, b: Choice): boolean => a.first === b.first && a.second === b.second

export const createTills = (place: TillPlace): Tills => {
  const owner = getOwner()
  const [chosen, setChosen] = createSignal(named(location.search), { equals: isSame })
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
  const namesOf = ({ first, second }: Choice): ReadonlyArray<TillName> =>
    second === undefined ? [first] : [first, second]
  const show = (choice: Choice): void =>
    batch(() => {
      setChosen(choice)
      namesOf(choice).forEach(open)
    })
  const followAddress = (): void => show(named(location.search))
  window.addEventListener("popstate", followAddress)
  onCleanup(() => window.removeEventListener("popstate", followAddress))
  namesOf(chosen()).forEach(open)

  return {
    chosen,
    shown: createMemo(() =>
      namesOf(chosen()).map((name) => ({
        name,
        isLined: listed[name].isLined,
        till: opened()[name],
        isMissing: missing() === name,
      })),
    ),
    choose: (choice) => {
      if (!isSame(choice, chosen())) history.pushState(null, "", linkTo(choice))
      show(choice)
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
