/** What may happen next in the small model: at the till, on the way, and in the gateway. */
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Joining from "../../src/joining/JoiningRule.ts"
import { UNFINISHED } from "../../src/native/Parts.ts"
import * as WriteOffRule from "../../src/native/WriteOffRule.ts"
import { seen } from "./ReadingBack.ts"
import {
  asked,
  changed,
  isLate,
  later,
  nameOf,
  outcomeOf,
  used,
  visitOf,
  type Flight,
  type Move,
  type Plot,
  type World,
} from "./World.ts"

/** A part that came to nothing yet: its receipt may be committed from its document by now, and then it spends nothing. */
const sinceCommitted = (plot: Plot, world: World, visit: number, place: number): World => {
  const one = world.visits[visit]
  const part = one?.parts[place]
  if (one === undefined || part === undefined || part.answered !== undefined || part.late === true)
    return world
  if (world.outcomes[nameOf({ visit, place })] !== undefined) return world
  const late = isLate(plot, world, part.points, one.begun)
  if (late === undefined) return world
  return changed(used(world, late), visit, (now) => ({
    ...now,
    parts: now.parts.map((part, index) => (index === place ? { ...part, late: true as const } : part)),
  }))
}

/** The gateway takes a write-off: what it is, is decided and written down. */
const taken = (plot: Plot, world: World, points: number, by: Flight["by"]): World => {
  const visit = world.visits.length - 1
  const now = world.visits[visit]
  if (now === undefined) return world
  const step = plot.rules.writeOff(now, { points: Points.make(points), arrived: world.now })
  const part = { points: Points.make(points), amount: now.lines[0]?.amount ?? Kopecks.make(0), at: world.now }
  const written =
    step._tag === "Again"
      ? world
      : changed(world, visit, (one) => ({ ...one, closed: true, parts: [...one.parts, part] }))
  return { ...sinceCommitted(plot, written, visit, step.part), flight: { visit, place: step.part, by } }
}

const answered = (world: World, visit: number, place: number): World =>
  changed(world, visit, (one) => ({
    ...one,
    parts: one.parts.map((part, index) => (index === place ? { ...part, answered: world.now } : part)),
  }))

/** A write-off goes on: sold or refused, answered or not, or the gateway dies before, between or after. */
const flying = (world: World, { by, place, visit }: Flight): ReadonlyArray<Move> => {
  const { flight: _, ...landed } = world
  const part = world.visits[visit]?.parts[place]
  if (part === undefined) return []
  const results =
    part.late === true ? [["late", landed] as const] : asked(landed, nameOf({ visit, place }), part.points)
  const step = (heard: boolean) =>
    by === "copy" ? world.step : heard ? ("heard" as const) : ("unlock" as const)
  const crash = (one: World): World => ({
    ...one,
    step: step(false),
    left: { ...one.left, crashes: one.left.crashes - 1 },
  })
  const dies: ReadonlyArray<Move> =
    world.left.crashes === 0
      ? []
      : [
          ["the gateway dies before the sale", crash(landed)],
          ...results.map(([said, after]): Move => [`${said}, the gateway dies`, crash(after)]),
        ]
  return [
    ...results.flatMap(([said, after]): ReadonlyArray<Move> => {
      const done = answered(after, visit, place)
      const lost: Move = [`${said}, the answer is lost`, { ...done, step: step(false) }]
      return said === "refused" ? [lost] : [[`${said}, answered`, { ...done, step: step(true) }], lost]
    }),
    ...dies,
  ]
}

/** What a process died on is asked for again. */
const finished = (plot: Plot, world: World, visit: number): World => {
  let after = world
  for (const [place, { answered: done, at }] of (world.visits[visit]?.parts ?? []).entries()) {
    if (done !== undefined || world.now - at >= UNFINISHED) continue
    after = sinceCommitted(plot, after, visit, place)
    const part = after.visits[visit]?.parts[place]
    if (part !== undefined && part.late !== true)
      after = outcomeOf(after, nameOf({ visit, place }), part.points, "settled")
    after = answered(after, visit, place)
  }
  return after
}

const unlocked = (plot: Plot, world: World): World => {
  const visit = world.visits.length - 1
  const done = changed(finished(plot, world, visit), visit, (one) => ({
    ...one,
    closed: true,
    parts: one.parts.map((part, place, { length }) =>
      place === length - 1 ? { ...part, followed: true as const } : part,
    ),
  }))
  return { ...done, step: "heard", repeatable: plot.slowCopies === true }
}

/** The next receipt: of the same purchase, or of another one, whose card is taken first. */
const further = (plot: Plot, world: World): World => {
  const receipt = world.receipt + 1
  const next: World = {
    ...world,
    receipt,
    repeatable: false,
    step: receipt < plot.receipts.length ? "print" : "over",
  }
  if (next.step === "over" || plot.purchases === "one") return next
  const visit = world.visits.length - 1
  const ended = changed(finished(plot, next, visit), visit, (one) => ({ ...one, closed: true, over: true }))
  return { ...ended, visits: [...ended.visits, visitOf(plot, receipt, world.now)] }
}

/** The till's next steps. */
const tills = (plot: Plot, world: World): ReadonlyArray<Move> => {
  const points = plot.receipts[world.receipt] ?? 0
  const { crashes } = world.left
  switch (world.step) {
    case "print": {
      const printed = later(world, WriteOffRule.MOMENT * 2)
      const document = { ref: `doc${world.receipt}`, points, at: printed.now }
      return [["printed", { ...printed, step: "send", documents: [...world.documents, document] }]]
    }
    case "send": {
      const sent = { ...taken(plot, world, points, "till"), step: "wait" as const, repeatable: true }
      const died: Move = ["the till dies before its write-off", { ...world, step: "over" }]
      return [["a write-off comes", sent], ...(plot.readBack ? [died] : [])]
    }
    case "unlock": {
      const lost: Move = ["the unlock is lost", { ...world, step: "heard", repeatable: false }]
      const wasDown = crashes < plot.left.crashes
      return [["unlock", unlocked(plot, world)], ...(wasDown && plot.readBack ? [lost] : [])]
    }
    case "heard":
      return [["the next receipt", further(plot, world)]]
    default:
      return []
  }
}

/** Everything that may happen next. */
export const moves = (plot: Plot, world: World): ReadonlyArray<Move> => {
  const { copies, waits } = world.left
  if (world.flight !== undefined) return flying(world, world.flight)
  const copied: ReadonlyArray<Move> =
    copies > 0 && world.repeatable
      ? [
          [
            "the same comes again",
            taken(
              plot,
              { ...world, left: { ...world.left, copies: copies - 1 } },
              plot.receipts[world.receipt] ?? 0,
              "copy",
            ),
          ],
        ]
      : []
  const waited: ReadonlyArray<Move> =
    waits > 0 && world.step === "send"
      ? [["time passes", { ...later(world, Joining.GRACE), left: { ...world.left, waits: waits - 1 } }]]
      : []
  const read = plot.readBack ? world.documents.flatMap((document) => seen(plot, world, document)) : []
  return [...tills(plot, world), ...copied, ...waited, ...read]
}
