/**
 * The receipts that the terminal has: the one that is being sold, and those that were printed. One that is deleted is gone.
 */
import { createSignal, type Accessor } from "solid-js"
import { receiptAfter, type Receipt } from "./Receipt.ts"

export interface Receipts {
  /** On the screen. */
  readonly current: Accessor<Receipt>
  readonly put: (receipt: Receipt) => void
  /** The next one; the one before stays, if it was printed. */
  readonly next: () => void
  readonly byUuid: (uuid: string) => Receipt | undefined
  /** The one that is being sold, if any. */
  readonly open: () => Receipt | undefined
}

export const createReceipts = (): Receipts => {
  const printed = new Map<string, Receipt>()
  const [current, setCurrent] = createSignal(receiptAfter())
  const put = (receipt: Receipt): void => {
    if (receipt.closed !== undefined) printed.set(receipt.uuid, receipt)
    setCurrent(receipt)
  }
  const open = () => (current().closed === undefined ? current() : undefined)
  return {
    current,
    put,
    next: () => put(receiptAfter(current().number)),
    byUuid: (uuid) => (current().uuid === uuid ? current() : printed.get(uuid)),
    open,
  }
}
