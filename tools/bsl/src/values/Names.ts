/**
 * Names in 1C: the same in any case, and most of the platform's in two languages.
 */

/** The form in which two names are the same. */
export const fold = (name: string): string => name.toLowerCase()

/** A platform's name in Russian and English; the Russian one is shown. */
export type Bilingual = readonly [russian: string, english: string]

/** Things by their names, in any case and in both languages. */
export class NameTable<T> {
  private readonly byName = new Map<string, T>()

  constructor(entries: Iterable<readonly [names: ReadonlyArray<string>, thing: T]> = []) {
    for (const [names, thing] of entries) for (const name of names) this.byName.set(fold(name), thing)
  }

  get(name: string): T | undefined {
    return this.byName.get(fold(name))
  }

  has(name: string): boolean {
    return this.byName.has(fold(name))
  }

  set(name: string, thing: T): void {
    this.byName.set(fold(name), thing)
  }
}

/** Letters, digits and `_`, not a digit first: what may name an attribute. */
export const isIdentifier = (text: string): boolean => /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(text)
