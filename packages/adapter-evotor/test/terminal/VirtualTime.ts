/** Time that only moves when a test says so, and settles every promise on the way. */
import type { Timers } from "../../src/terminal/index.ts"

interface Planned {
  readonly at: number
  readonly run: () => void
}

export class VirtualTime {
  now = 1_790_000_000_000
  readonly #planned = new Set<Planned>()

  readonly timers: Timers = {
    set: (run, millis) => {
      const planned = { at: this.now + millis, run }
      this.#planned.add(planned)
      return planned
    },
    clear: (timer) => void this.#planned.delete(timer as Planned), // only what `set` gave
  }

  readonly clock = (): number => this.now

  /** Resolves after so long. */
  readonly sleep = (millis: number): Promise<void> =>
    new Promise((resolve) => void this.timers.set(resolve, millis))

  /** Lets everything run that waits for nothing but promises. */
  readonly settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  /** Moves on, timer by timer. */
  readonly advance = async (millis: number): Promise<void> => {
    const until = this.now + millis
    await this.settle()
    for (;;) {
      const [next] = [...this.#planned].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#planned.delete(next)
      this.now = Math.max(this.now, next.at)
      next.run()
      await this.settle()
    }
    this.now = until
  }
}
