/**
 * What can be watched of the reader: readings by how they ended, receipts by what became of them, and how many wait.
 */
import * as Metric from "effect/Metric"
import type { How } from "./Outcome.ts"

const counter = (name: string, description: string, attributes: Readonly<Record<string, string>>) =>
  Metric.counter(name, { description, attributes, incremental: true })

const read = (outcome: "read" | "failed") =>
  counter("loyalkit.odata.readings", "Readings of 1C's receipts by outcome", { outcome })

/** Readings. */
export const readings = { read: read("read"), failed: read("failed") }

const receipt = (how: How | "leftOut") =>
  counter("loyalkit.odata.receipts", "Receipts read from 1C by what became of them", { how })

/** Receipts. */
export const receipts: Readonly<Record<How | "leftOut", Metric.Counter<number>>> = {
  settled: receipt("settled"),
  queued: receipt("queued"),
  claimed: receipt("claimed"),
  case: receipt("case"),
  noted: receipt("noted"),
  left: receipt("left"),
  nobody: receipt("nobody"),
  differs: receipt("differs"),
  leftOut: receipt("leftOut"),
}

/** Receipts that wait. */
export const waiting = Metric.gauge("loyalkit.odata.waiting", {
  description: "Receipts read from 1C that wait to be dealt with",
})
