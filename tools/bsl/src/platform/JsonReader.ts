/**
 * JSON's text into BSL values, with decimal numbers: `JSON.parse` would make binary ones of them.
 */
import { Exception } from "../Failure.ts"
import { List, type Mapping, type Structure } from "../values/Collections.ts"
import { Decimal } from "../values/Decimal.ts"
import type { Value } from "../values/Value.ts"

const BLANK = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y

class JsonReader {
  private offset = 0
  private readonly text: string
  private readonly make: () => Structure | Mapping

  constructor(text: string, make: () => Structure | Mapping) {
    this.text = text
    this.make = make
  }

  private fail(): Exception {
    return new Exception(`Непредвиденный символ при чтении JSON (позиция ${this.offset + 1})`)
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset
    const found = pattern.exec(this.text)?.[0]
    this.offset += found?.length ?? 0
    return found
  }

  /** Goes on if this character is next, blanks left out. */
  private skip(character: string): boolean {
    this.take(BLANK)
    const found = this.text[this.offset] === character
    if (found) this.offset += 1
    return found
  }

  private expect(character: string): void {
    if (!this.skip(character)) throw this.fail()
  }

  private string(): string {
    this.take(BLANK)
    const start = this.offset
    const found = this.take(STRING)
    try {
      // A string has nothing decimal in it.
      return String(JSON.parse(found ?? ""))
    } catch {
      this.offset = start
      throw this.fail()
    }
  }

  private object(): Value {
    const object = this.make()
    if (this.skip("}")) return object
    do {
      const key = this.string()
      this.expect(":")
      object.insert(key, this.value())
    } while (this.skip(","))
    this.expect("}")
    return object
  }

  private array(): Value {
    const values: Array<Value> = []
    if (this.skip("]")) return new List(values)
    do values.push(this.value())
    while (this.skip(","))
    this.expect("]")
    return new List(values)
  }

  private value(): Value {
    if (this.skip("{")) return this.object()
    if (this.skip("[")) return this.array()
    if (this.text[this.offset] === '"') return this.string()
    const word = this.take(WORD)
    if (word !== undefined) return word === "null" ? undefined : word === "true"
    const number = Decimal.parse(this.take(NUMBER) ?? "")
    if (number === undefined) throw this.fail()
    return number
  }

  whole(): Value {
    const value = this.value()
    this.take(BLANK)
    if (this.offset < this.text.length) throw this.fail()
    return value
  }
}

/** Reads a whole text; its objects are made by `make`. */
export const readJson = (text: string, make: () => Structure | Mapping): Value =>
  new JsonReader(text, make).whole()
