/**
 * One thread's share of a run.
 */
import { parentPort, workerData } from "node:worker_threads"
import { sabotage } from "./sabotage/Loader.ts"
import type { Order, Result } from "./Worlds.ts"

/** What a thread is told. */
export interface Task extends Order {
  readonly sabotage: string | undefined
}

/** What it answers. */
export interface Answer extends Result {
  /** How often each patch of the sabotage was made. */
  readonly patched: number
}

// Failures are the ordinary case here, nobody reads where they were made, and a stack trace is the dearest part of one.
Error.stackTraceLimit = 0

// Only `Run` starts this file, with a task.
const task: Task = workerData
const patches = sabotage(task.sabotage)
const { playAll } = await import("./Worlds.ts")
parentPort?.postMessage({ ...playAll(task), patched: patches() } satisfies Answer)
