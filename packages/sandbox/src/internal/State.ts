/**
 * Who has how many points, and which of them are held: folded from the ledger, entry by entry.
 *
 * `record` is the only function that changes anything. So a balance can never move without an entry that says why.
 */
import type { ClientId, HoldId, PointId } from "@loyalkit/core/Domain"
import type { Points } from "@loyalkit/core/Money"
import * as Money from "@loyalkit/core/Money"
import type { Draft, Entry } from "../Ledger.ts"
import type * as World from "../World.ts"
import { searchKey } from "./SearchKey.ts"

export interface LiveHold {
  readonly id: HoldId
  readonly client: ClientId
  readonly point: PointId
  readonly points: Points
  readonly until: number
}

export interface Account {
  readonly client: World.Client
  readonly level: World.Level
  readonly holds: ReadonlyMap<HoldId, LiveHold>
  readonly codes: ReadonlySet<string>
  readonly balance: Points
  /** The sum of the living holds. */
  readonly held: Points
}

interface MutableAccount extends Account {
  readonly holds: Map<HoldId, LiveHold>
  readonly codes: Set<string>
  balance: Points
  held: Points
}

export interface State {
  readonly world: World.World
  readonly points: ReadonlyMap<PointId, World.Point>
  readonly accounts: ReadonlyMap<ClientId, Account>
  /** Phone, card and living codes. */
  readonly found: ReadonlyMap<string, Account>
  readonly holds: ReadonlyMap<HoldId, LiveHold>
  readonly ledger: ReadonlyArray<Entry>
  /** Writes an entry and does what it says. */
  readonly record: (draft: Draft) => Entry
}

/** The client that a phone, card or code finds. */
export const find = (state: State, search: string): Account | undefined => state.found.get(searchKey(search))

/** Points in no living hold. Below zero where a hold outlives the sale that spent its points. */
export const free = (account: Account): Points => Money.subtract(account.balance, account.held)

/** Points in those named holds that live, are this client's, and were made at this point. A hold named twice counts once. */
export const named = (account: Account, point: PointId, holds: ReadonlyArray<string>): Points => {
  let sum = Money.zeroPoints
  for (const hold of account.holds.values())
    if (hold.point === point && holds.includes(hold.id)) sum = Money.add(sum, hold.points)
  return sum
}

/** The state of a world at its start. */
export const fromWorld = (world: World.World, at: number): State => {
  const accounts = new Map<ClientId, MutableAccount>()
  const found = new Map<string, Account>()
  const holds = new Map<HoldId, LiveHold>()
  const ledger: Array<Entry> = []
  const levels = new Map(world.levels.map((level) => [level.id, level]))

  const record = (draft: Draft): Entry => {
    const account = accounts.get(draft.client)
    // Only this package writes entries, and only for clients that it looked up.
    if (account === undefined) throw new Error(`ledger entry for an unknown client ${draft.client}`)
    const before = account.balance
    apply(account, draft, found, holds)
    const entry: Entry = {
      ...draft,
      seq: ledger.length + 1,
      before,
      after: account.balance,
      held: account.held,
    }
    ledger.push(entry)
    return entry
  }

  for (const client of world.clients) {
    const level = levels.get(client.level)
    if (level === undefined) throw new Error(`client ${client.id} has no level`)
    const account: MutableAccount = {
      client,
      level,
      holds: new Map(),
      codes: new Set(client.codes?.map(searchKey)),
      balance: Money.zeroPoints,
      held: Money.zeroPoints,
    }
    accounts.set(client.id, account)
    for (const key of [String(client.phone), client.card, ...(client.codes ?? [])])
      if (key !== undefined) found.set(searchKey(key), account)
    record({ kind: "opened", at, client: client.id, points: client.balance })
  }
  return {
    world,
    points: new Map(world.points.map((point) => [point.id, point])),
    accounts,
    found,
    holds,
    ledger,
    record,
  }
}

const apply = (
  account: MutableAccount,
  draft: Draft,
  found: Map<string, Account>,
  holds: Map<HoldId, LiveHold>,
): void => {
  switch (draft.kind) {
    case "opened":
    case "credited":
    case "granted":
      account.balance = Money.add(account.balance, draft.points)
      return
    case "sold":
      account.balance = Money.subtract(account.balance, draft.spend)
      return
    case "held": {
      const hold: LiveHold = {
        id: draft.hold,
        client: draft.client,
        point: draft.point,
        points: draft.points,
        until: draft.until,
      }
      account.holds.set(hold.id, hold)
      holds.set(hold.id, hold)
      account.held = Money.add(account.held, hold.points)
      return
    }
    case "hold-ended":
      account.holds.delete(draft.hold)
      holds.delete(draft.hold)
      account.held = Money.subtract(account.held, draft.points)
      return
    case "code-issued":
      account.codes.add(draft.code)
      found.set(draft.code, account)
      return
    case "code-used":
      account.codes.delete(draft.code)
      found.delete(draft.code)
      return
    default:
      return draft satisfies never
  }
}
