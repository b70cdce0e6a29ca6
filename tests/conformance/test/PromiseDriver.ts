/** The driver of the Promise face: its answers are the suite's own, so they pass as they are. */
import type { Answer, Case, Driver, Receipt, Setting, Subject } from "@loyalkit/sandbox/conformance"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundled, start as startProcess } from "./TillProcess.ts"

const receiptOf = (
  call: (method: string, request: object) => Promise<Answer<never>>,
  key: { readonly point: string; readonly receipt: string },
): Receipt => ({
  identify: (search) => call("identify", { ...key, search }),
  quote: (purchase) => call("quote", { ...key, ...purchase }),
  hold: (pointsHundredths) => call("hold", { ...key, pointsHundredths }),
  commit: ({ amountKopecks, pointsHundredths }) =>
    call("commit", { ...key, amountKopecks, pointsHundredths }),
  cancel: () => call("cancel", key),
  noteReturn: (goods) => call("noteReturn", { ...key, ...goods }),
  outcome: async () => {
    const found: Answer<{ state: "open" }> = await call("get", key)
    return found
  },
})

const start = async (setting: Setting): Promise<Subject> => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-conformance-"))
  const program = await bundled("PromiseTill", folder)
  const argv = [JSON.stringify(setting), join(folder, "journal.db")]
  let logs = ""
  const begin = () => startProcess(program, argv, (text) => void (logs += text))
  let till = await begin()
  // Both sides are this repository's, and the types of the face are the suite's: nothing is decoded between.
  const call = (method: string, request: object) => till.call(method, request) as Promise<Answer<never>>
  return {
    open: async (receipt, at) => {
      const point = at === "elsewhere" ? setting.points.elsewhere : setting.points.here
      return receiptOf(call, { point, receipt })
    },
    crash: async () => {
      await till.kill()
      till = await begin()
    },
    logs: async () => logs,
    cases: async (): Promise<Answer<ReadonlyArray<Case>>> => call("cases", {}),
    stop: async () => {
      await till.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const promiseDriver: Driver = { name: "@loyalkit/core/promise", start }
