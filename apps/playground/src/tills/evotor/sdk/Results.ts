/**
 * What an application hands to the terminal, as the vendor's library has it: results, extras, printed texts, intents.
 */
import type { EvotorIntent } from "@loyalkit/adapter-evotor/terminal"

/** A screen to be opened, and what it is told. */
export class Intent implements EvotorIntent {
  className = ""
  extras: Record<string, unknown> = {}
  readonly setClassName = (name: string): void => {
    this.className = name
  }
  readonly putExtra = (key: string, value: string): void => {
    this.extras[key] = value
  }
}

export class SetExtra {
  readonly extra: Readonly<Record<string, string | boolean>>
  constructor(extra: Readonly<Record<string, string | boolean>>) {
    this.extra = extra
  }
}

/** The discount of the whole receipt, in rubles: it takes the place of the one before. */
export class ReceiptDiscountEventResult {
  readonly discount: number
  readonly extra: object | null
  constructor(discount: number, extra: object | null, _changes: ReadonlyArray<never>) {
    this.discount = discount
    this.extra = extra
  }
}

export class PrintableText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Under the total. */
export class PrintExtraPlacePrintGroupSummary {
  readonly printGroup: string | undefined
  constructor(printGroup?: string) {
    this.printGroup = printGroup
  }
}

export class SetPrintExtra {
  readonly printables: ReadonlyArray<object>
  constructor(_place: object, printables: ReadonlyArray<object>) {
    this.printables = printables
  }
}

export class PrintExtraRequiredEventResult {
  readonly extra: ReadonlyArray<object>
  constructor(extra: ReadonlyArray<object>) {
    this.extra = extra
  }
}

/** The lines of a print result. */
export const printedBy = (result: object): ReadonlyArray<string> =>
  result instanceof PrintExtraRequiredEventResult
    ? result.extra
        .flatMap((extra) => (extra instanceof SetPrintExtra ? extra.printables : []))
        .flatMap((one) => (one instanceof PrintableText ? [one.text] : []))
    : []
