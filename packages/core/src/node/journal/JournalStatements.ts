/**
 * The statements of a journal file, each prepared once.
 *
 * A partial index is used only where the query repeats its condition word for word: that is why "not settled" stands
 * beside every status that says it already.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"
import { type ListQuery, MAX_LIST } from "../../Journal.ts"

/** How many checkouts one transaction of a purge deletes: a few milliseconds, which a till's append may have to wait. Our judgment. */
export const PURGE_SLICE = 200

const PURGEABLE = `SELECT id, version, moved FROM checkouts WHERE status = 'settled' AND cases = 0 AND updated_at < ?
  ORDER BY updated_at, id LIMIT ${PURGE_SLICE}`

/**
 * By a checkout that is the client's, by one that was, and by one that is under way. Each looks at a row or two of its index,
 * which is named, since SQLite does not see by itself how few there are.
 */
const MOVED = `
  SELECT 1 FROM checkouts INDEXED BY moved_of_client WHERE client = :client AND moved > :since AND id <> :except
  UNION ALL SELECT 1 FROM left_clients INDEXED BY moved_of_left
    WHERE client = :client AND moved > :since AND checkout <> :except
  UNION ALL SELECT 1 FROM checkouts INDEXED BY unsettled_of_client
    WHERE client = :client AND status <> 'settled' AND status IN ('committing', 'doubt') AND id <> :except
  LIMIT 1`

/** The same for all checkouts of a point. */
const MOVED_AT = `
  SELECT 1 FROM checkouts INDEXED BY moved_at_point WHERE point = :point AND moved > :since AND id <> :except
  UNION ALL SELECT 1 FROM checkouts INDEXED BY under_way_at_point
    WHERE point = :point AND status IN ('committing', 'doubt') AND id <> :except
  LIMIT 1`

/** Reads the index alone, in which no settled checkout is. */
const COUNTS =
  "SELECT status, count(*) AS count FROM checkouts INDEXED BY unsettled WHERE status <> 'settled' GROUP BY status"

export const prepareAll = (db: DatabaseSync) => {
  const update = (columns: string) => db.prepare(`UPDATE checkouts SET version = ?, ${columns} WHERE id = ?`)
  return {
    insert: db.prepare(`INSERT INTO checkouts
      (receipt, point, version, updated_at, moved, status, cases, client, personal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    advance: update("updated_at = ?"),
    move: update("updated_at = ?, moved = ?"),
    update: update("updated_at = ?, moved = ?, status = ?, cases = ?, client = ?"),
    updatePersonal: update("updated_at = ?, moved = ?, status = ?, cases = ?, client = ?, personal = ?"),
    event: db.prepare("INSERT INTO events (checkout, n, body, crc) VALUES (?, ?, ?, ?)"),
    head: db.prepare(
      "SELECT id, version, status, cases, client, moved FROM checkouts WHERE receipt = ? AND point = ?",
    ),
    load: db.prepare(
      "SELECT id, version, status, cases, personal FROM checkouts WHERE receipt = ? AND point = ?",
    ),
    events: db.prepare("SELECT n, body, crc FROM events WHERE checkout = ? ORDER BY n"),
    counts: db.prepare(COUNTS),
    number: db.prepare("UPDATE movements SET last = last + 1 RETURNING last"),
    movements: db.prepare("SELECT last, purged FROM movements"),
    moved: db.prepare(MOVED),
    movedAt: db.prepare(MOVED_AT),
    remember: db.prepare("INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"),
    recall: db.prepare("SELECT value FROM facts WHERE name = ?"),
    leave: db.prepare(`INSERT INTO left_clients (checkout, client, moved) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET moved = excluded.moved`),
    purgeable: db.prepare(PURGEABLE),
    purgeEvents: db.prepare("DELETE FROM events WHERE checkout = ?"),
    purgeLeft: db.prepare("DELETE FROM left_clients WHERE checkout = ?"),
    purgeCheckout: db.prepare("DELETE FROM checkouts WHERE id = ?"),
    purgeMovements: db.prepare("UPDATE movements SET purged = max(purged, ?)"),
    keep: db.prepare("UPDATE checkouts SET cases = 1 WHERE id = ?"),
  }
}

const statusOf = (
  status: ListQuery["status"],
  isUnsettled: boolean,
): ReadonlyArray<readonly [string, ...ReadonlyArray<SQLInputValue>]> => {
  if (status === undefined) return isUnsettled ? [["status <> 'settled'"]] : []
  return status === "settled" ? [["status = 'settled'"]] : [["status <> 'settled'"], ["status = ?", status]]
}

/** Lists checkouts; each kind of question is prepared when it is first asked. */
export const prepareList = (db: DatabaseSync) => {
  const prepared = new Map<string, StatementSync>()
  const statement = (where: string): StatementSync => {
    const known = prepared.get(where)
    if (known !== undefined) return known
    const fresh = db.prepare(
      `SELECT id, point, receipt, version, status, cases FROM checkouts WHERE ${where} ORDER BY id LIMIT ?`,
    )
    prepared.set(where, fresh)
    return fresh
  }
  return ({ after = 0, cases, client, limit = MAX_LIST, status }: ListQuery) => {
    const conditions: ReadonlyArray<readonly [string, ...ReadonlyArray<SQLInputValue>]> = [
      ...(cases === true ? [["cases = 1"] as const] : []),
      ...statusOf(status, cases !== true),
      ...(client === undefined ? [] : [["client = ?", client] as const]),
      ["id > ?", after],
    ]
    const values = conditions.flatMap(([, ...given]) => given)
    const where = conditions.map(([sql]) => sql).join(" AND ")
    return statement(where).all(...values, Math.min(Math.max(0, limit), MAX_LIST))
  }
}
