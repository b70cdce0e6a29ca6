/** `УникальныйИдентификатор`: told by its value, shown in lower case. */
import { randomUUID } from "node:crypto"
import { Exception } from "../Failure.ts"
import { PlatformObject, type Value } from "../values/Value.ts"

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export class UniqueId extends PlatformObject {
  override readonly typeName = "УникальныйИдентификатор"
  readonly text: string

  constructor(text: string = randomUUID()) {
    super()
    this.text = text.toLowerCase()
    if (!UUID.test(this.text)) throw new Exception("Неверный формат уникального идентификатора")
  }

  override presentation(): string {
    return this.text
  }

  override xml(): string {
    return this.text
  }

  override isFilled(): boolean {
    return /[1-9a-f]/.test(this.text)
  }

  override equals(other: Value): boolean {
    return other instanceof UniqueId && other.text === this.text
  }
}
