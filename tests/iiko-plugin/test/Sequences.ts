/**
 * The scripts of `fixtures/front-sequence-*`, played by the scripted till: the order in which iiko makes its calls.
 *
 * Their IDs are the same in all of them, so that each play gets IDs of its own.
 */
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import type { Front, Told } from "./Front.ts"

interface Step {
  readonly call: string
  readonly sum?: number
  readonly transactionId?: string | null
  readonly orderId?: string
  readonly isPrepay?: boolean
  readonly customData?: string
  readonly throws?: string
  readonly kind?: string
  readonly status?: string
  readonly terminal?: string
  readonly newOrderId?: string
}

interface Sequence {
  readonly orderId: string
  readonly steps: ReadonlyArray<Step>
}

export const sequence = (name: string): Sequence =>
  // Our own notation, in this repository.
  JSON.parse(
    readFileSync(new URL(`fixtures/front-sequence-${name}.json`, import.meta.url), "utf8"),
  ) as Sequence

export interface Play {
  readonly order: string
  readonly told: ReadonlyArray<Told>
}

export interface Playing {
  readonly front: Front
  readonly name: string
  /** Of the order. */
  readonly sum: number
  /** Before the step of that number. */
  readonly before?: (step: number, call: string) => Promise<void>
  /** What a scanner reads where the script has its own. */
  readonly code?: string
  /** The order's own ID, where it was there before. */
  readonly order?: string
}

/** Is the order closed by this step for the first time? The rest of `OrderChanged` is only told. */
const isClosing = (step: Step, told: ReadonlyArray<Told>): boolean =>
  step.status === "Closed" && told.every(({ order }) => order?.status !== "Closed")

export const play = async ({ before, code, front, name, order: known, sum }: Playing): Promise<Play> => {
  const { orderId, steps } = sequence(name)
  const ids = new Map([[orderId, known ?? randomUUID()]])
  const own = (id: string): string => {
    const one = ids.get(id) ?? randomUUID()
    ids.set(id, one)
    return one
  }
  const order = own(orderId)
  const told: Array<Told> = []
  if (known === undefined) told.push(await front.do({ do: "order", order, sum }))
  const transaction = ({ transactionId }: Step) => own(transactionId ?? "none")
  const one = async (step: Step): Promise<Told | undefined> => {
    switch (step.call) {
      case "OrderEditBarcodeScanned":
        return front.do({ do: "scan", order, code: code ?? "" })
      case "OnPaymentAdded":
        return front.do({ do: "add", order, sum: step.sum })
      case "Pay":
        if (
          step.throws === undefined &&
          told.at(-1)?.order?.payments.some(({ status }) => status === "New") === true
        )
          await front.do({ do: "setSum", order, sum: step.sum })
        return front.do({ do: "pay", order, transaction: transaction(step), prepay: step.isPrepay })
      case "PaySilently":
        // Whoever pays from afar has added the payment before.
        await front.do({ do: "add", order, sum: step.sum })
        return front.do({
          do: "pay",
          order,
          transaction: transaction(step),
          silently: true,
          customData: step.customData,
        })
      case "EmergencyCancelPayment":
        return front.do({ do: "cancelPay", order, sum: step.sum, transaction: transaction(step) })
      case "OnPaymentDeleting":
        return front.do({ do: "deletePayment", order })
      case "ReturnPayment":
        return front.do({ do: "return", order, sum: step.sum, transaction: transaction(step) })
      case "ReturnPaymentWithoutOrder":
        return front.do({ do: "returnWithoutOrder", order, sum: step.sum })
      case "OrderStorned":
        return front.do({ do: "storned", order, copy: own(step.newOrderId ?? "") })
      case "PastOrderStorned":
        return front.do({ do: "pastStorned", order })
      case "ProcessRestart":
        await front.restart()
        // The payment was not saved: the till shows the order as it was before it.
        return front.do({ do: "forget", order })
      case "OrderChanged":
        if (step.orderId !== undefined)
          return front.do({ do: "changed", order: own(step.orderId), kind: step.kind })
        if (step.status === "Bill") return front.do({ do: "bill", order })
        return front.do({
          do: isClosing(step, told) ? "close" : "changed",
          order,
          kind: step.kind,
          ...(step.terminal === undefined ? {} : { terminal: step.terminal }),
        })
      // CollectData is part of adding a payment; the printer's and the other steps say nothing to this plugin, which does not listen to them.
      default:
        return undefined
    }
  }
  for (const [index, step] of steps.entries()) {
    await before?.(index, step.call)
    const said = await one(step)
    if (said !== undefined) told.push(said)
  }
  return { order, told }
}
