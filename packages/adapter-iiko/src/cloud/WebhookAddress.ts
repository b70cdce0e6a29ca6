/**
 * Is an address that the cloud pushes to our own? There is one for each organization and key, and another's is never overwritten.
 */

const normal = (address: string): string =>
  (URL.canParse(address) ? new URL(address).href : address).replace(/\/+$/, "")

/** Do both lead to the same place? */
export const isSameAddress = (one: string, other: string): boolean => normal(one) === normal(other)
