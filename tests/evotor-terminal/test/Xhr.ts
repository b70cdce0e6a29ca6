/** `XMLHttpRequest` as React Native has it, over real sockets; a process that is dead hears nothing any more. */
import { request } from "node:http"

export class Xhr {
  timeout = 0
  status = 0
  responseText = ""
  readonly #heard = new Map<string, () => void>()
  readonly #headers: Record<string, string> = {}
  #method = ""
  #url = ""
  readonly #isAlive: () => boolean

  constructor(isAlive: () => boolean) {
    this.#isAlive = isAlive
  }

  open(method: string, url: string): void {
    this.#method = method
    this.#url = url
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value
  }
  addEventListener(type: string, heard: () => void): void {
    this.#heard.set(type, heard)
  }
  send(body: string | null): void {
    const says = (type: string) => {
      if (this.#isAlive()) this.#heard.get(type)?.()
      this.#heard.clear()
    }
    const sent = request(
      this.#url,
      { method: this.#method, headers: this.#headers, agent: false },
      (answer) => {
        this.status = answer.statusCode ?? 0
        answer.setEncoding("utf8")
        answer.on("data", (text: string) => {
          this.responseText += text
        })
        answer.on("end", () => says("load"))
        answer.on("error", () => says("error"))
      },
    )
    sent.setTimeout(this.timeout, () => {
      says("timeout")
      sent.destroy()
    })
    sent.on("error", () => says("error"))
    sent.end(body ?? undefined)
  }
}

/** The global that a process has. */
export const xhrOf = (isAlive: () => boolean): new () => Xhr =>
  // A constructor may give back another object than it was called with.
  function XMLHttpRequest() {
    return new Xhr(isAlive)
  } as unknown as new () => Xhr
