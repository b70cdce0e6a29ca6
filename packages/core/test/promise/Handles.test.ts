import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Journal, JournalUnavailable } from "../../src/Journal.ts"
import { layerMemory } from "../../src/journal/MemoryJournal.ts"
import { journalHandle, transportHandle } from "../../src/promise/Handles.ts"
import { createLoyalty } from "../../src/promise.ts"
import { Transport } from "../../src/Transport.ts"
import { anna, fakeService, key, purchase } from "./FakeService.ts"

const where = { url: "https://loyal.test", apiKey: "key" }
const full = new JournalUnavailable({ detail: "disk full" })

describe("a journal from elsewhere", () => {
  it("that outlives the engine knows the receipt in the next one", async () => {
    const shared = await Effect.runPromise(Effect.scoped(Layer.build(layerMemory)))
    const journal = journalHandle(Layer.succeedContext(shared))
    const options = { ...where, journal, fetch: fakeService().fetch }
    const before = await createLoyalty(options)
    await before.identify(anna)
    await before.close()
    const after = await createLoyalty(options)
    const found = await after.get(key)
    await after.close()
    assert.strictEqual(found.ok && found.value.state, "identified")
    assert.strictEqual(found.ok && found.value.client?.name, "Анна")
  })

  it("that cannot be opened keeps the engine from starting, and says why", async () => {
    const journal = journalHandle(Layer.effect(Journal, Effect.fail(full)))
    const started = createLoyalty({ ...where, journal })
    const message = await started.then(
      () => "started",
      (error: unknown) => (error instanceof Error ? error.message : "no error"),
    )
    assert.match(message, /^Loyalty cannot start: The journal cannot be used \(disk full\)/)
  })

  it("that cannot be written gives JOURNAL_UNAVAILABLE, and no sale is sent", async () => {
    const service = fakeService()
    const broken = Layer.effect(
      Journal,
      Effect.map(Journal, (journal) => ({ ...journal, append: () => Effect.fail(full) })),
    ).pipe(Layer.provide(layerMemory))
    const loyalty = await createLoyalty({ ...where, journal: journalHandle(broken), fetch: service.fetch })
    const sold = await loyalty.commit({ ...purchase, pointsHundredths: 0, search: anna.search })
    await loyalty.close()
    assert.strictEqual(sold.ok ? "OK" : sold.error.code, "JOURNAL_UNAVAILABLE")
    assert.notInclude(service.methods(), "retail")
  })
})

describe("an error of our own", () => {
  it("is INTERNAL with its cause, and not a rejected promise", async () => {
    const bug = new Error("a bug")
    const transport = transportHandle(Layer.succeed(Transport, { send: () => Effect.die(bug) }))
    const loyalty = await createLoyalty({ ...where, transport })
    const found = await loyalty.identify(anna)
    await loyalty.close()
    assert.isFalse(found.ok)
    if (!found.ok) assert.deepInclude(found.error, { code: "INTERNAL", retryable: false, cause: bug })
  })
})
