/**
 * The pieces that a receipt's text is made of, for adapters to map to what their till prints with.
 */

/** A line of text, a name with its value at the right edge, a code to scan, a rule across. */
export type Block =
  | { readonly type: "text"; readonly text: string; readonly align: "left" | "center" }
  | { readonly type: "row"; readonly left: string; readonly right: string }
  | { readonly type: "barcode"; readonly kind: "qr" | "code128"; readonly data: string }
  | { readonly type: "divider" }
