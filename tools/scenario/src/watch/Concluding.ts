/**
 * What a client may conclude of a request to the service from what came back: the four classes of docs/design.md, 4.
 *
 * Said here for those who look on. The engine's own reading is `loyalclient/Reply` in core, which also knows what each method's answer must be.
 */
import type { Method } from "@loyalkit/sandbox/Call"
import type { Concludes } from "../format/Ways.ts"

const REFUSALS = [400, 401, 403]

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What the answer of each method has in it. */
const RESULTS: Readonly<Record<Method, string>> = {
  client: "client",
  recalc: "recalc",
  hold: "held",
  release: "success",
  retail: "retail",
}

/** Of a whole answer. */
export const ofAnswer = (method: Method | undefined, status: number, body: string): Concludes | "done" => {
  if (status >= 200 && status < 300) {
    const read = parsed(body)
    const isDone =
      isRecord(read) && read["success"] === true && method !== undefined && RESULTS[method] in read
    return isDone ? "done" : "unknown"
  }
  if (status === 422) {
    const read = parsed(body)
    return isRecord(read) && Object.keys(read).length > 0 ? "rejected" : "unknown"
  }
  return REFUSALS.includes(status) ? "rejected" : "unknown"
}
