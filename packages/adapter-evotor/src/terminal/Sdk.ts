/**
 * What is used of the vendor's React Native library (npm `evotor-integration-library`), as a structure.
 *
 * The library is handed over by the app and never imported: it brings native modules, is not transpiled, and has no types.
 * Names and shapes are those of version 3.6.3. Every field may be null or missing, since some events pass through an Android
 * bundle that drops nulls.
 */

/** A position of a receipt. Prices are rubles, quantities have three decimals. */
export interface EvotorPosition {
  readonly uuid?: string | null
  readonly name?: string | null
  /** For one, after the position's own discount. */
  readonly priceWithDiscountPosition?: number | string | null
  readonly price?: number | string | null
  readonly quantity?: number | string | null
  readonly subPositions?: ReadonlyArray<EvotorPosition> | null
}

/** Rubles by position: the receipt's discount, as the terminal has distributed it. */
export interface EvotorDiscounts {
  readonly forEach: (each: (rubles: number, position: string) => void) => void
}

/** A printed part of a receipt: there is one for each print group. */
export interface EvotorPrintDocument {
  readonly positions?: ReadonlyArray<EvotorPosition> | null
  readonly discounts?: EvotorDiscounts | Readonly<Record<string, number>> | null
}

/** A receipt as `ReceiptAPI` reads it. */
export interface EvotorReceipt {
  readonly header: {
    readonly uuid: string
    /** Given once the receipt is closed; so is the date. */
    readonly number?: string | null
    readonly date?: string | null
    readonly type?: string | null
    /** JSON text. */
    readonly extra?: string | null
  }
  readonly printDocuments: ReadonlyArray<EvotorPrintDocument>
}

/** How a service's event is answered: by just one of these, once. */
export interface EvotorCallback {
  readonly onResult: (result: object) => PromiseLike<unknown>
  readonly startActivity: (intent: object) => PromiseLike<unknown>
  readonly skip: () => PromiseLike<unknown>
}

export interface EvotorIntent {
  readonly setClassName: (name: string) => unknown
  readonly putExtra: (key: string, value: string) => unknown
  readonly extras?: Readonly<Record<string, unknown>> | null
}

/** A broadcast's payload. */
export interface EvotorReceiptEvent {
  readonly receiptUuid: string
}

/** An object of the vendor's that events are listened to on. */
export interface EvotorEmitter<Listener> {
  readonly addEventListener: (type: string, listener: Listener) => void
  readonly removeEventListener: (type: string, listener: Listener) => unknown
}

/** A service's listener: its last argument is the callback, what comes before depends on the event. */
export type EvotorServiceListener = (...event: ReadonlyArray<never>) => void

/** The vendor's library: `import * as sdk from "evotor-integration-library"`. */
export interface EvotorSdk {
  readonly ServiceAPI: EvotorEmitter<EvotorServiceListener>
  readonly BroadcastReceiver: EvotorEmitter<(event: EvotorReceiptEvent) => void>
  readonly ReceiptAPI: {
    readonly getReceiptByUuid: (uuid: string) => PromiseLike<EvotorReceipt | null>
    readonly getReceiptByType: (type: string) => PromiseLike<EvotorReceipt | null>
  }
  readonly NavigationAPI: {
    readonly getIntent: () => PromiseLike<EvotorIntent>
    readonly setIntegrationResult: (result: object) => PromiseLike<unknown>
    readonly finish: () => PromiseLike<unknown>
  }
  readonly Intent: new () => EvotorIntent
  readonly ReceiptDiscountEventResult: new (
    rubles: number,
    extra: object | null,
    changes: ReadonlyArray<never>,
  ) => object
  readonly SetExtra: new (extra: Readonly<Record<string, string | boolean>>) => object
  readonly PrintExtraRequiredEventResult: new (extra: ReadonlyArray<object>) => object
  readonly SetPrintExtra: new (place: object, printables: ReadonlyArray<object>) => object
  readonly PrintExtraPlacePrintGroupSummary: new (printGroup?: string) => object
  readonly PrintableText: new (text: string) => object
}
