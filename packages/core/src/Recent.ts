/**
 * What was used of late, at most so much of it: the one untouched for longest goes first.
 */

export interface Recent<A> {
  readonly get: (name: string) => A | undefined
  readonly put: (name: string, item: A) => void
}

export const make = <A>(most: number): Recent<A> => {
  const kept = new Map<string, A>()
  const put = (name: string, item: A): void => {
    kept.delete(name)
    kept.set(name, item)
    if (kept.size <= most) return
    const oldest = kept.keys().next()
    if (oldest.done !== true) kept.delete(oldest.value)
  }
  const get = (name: string): A | undefined => {
    const item = kept.get(name)
    if (item !== undefined) put(name, item)
    return item
  }
  return { get, put }
}
