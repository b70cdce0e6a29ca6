/**
 * A till with the module in it: its functions by their Russian names, their results as plain objects.
 */
import type { LogEntry, SeenRequest, Value, World } from "@loyalkit/bsl"
import { callLoyalty, loadLoyalty } from "./Modules.ts"
import { fromBsl, type Plain, toBsl } from "./Values.ts"

/** What every function of the module returns. `Данные` has the fields that the module's comments name. */
export interface Result {
  readonly Успешно: boolean
  readonly Код: string
  readonly Текст: string
  readonly МожноПовторить: boolean
  readonly КодСостояния: number
  readonly НомерЗапроса: string
  readonly Подробности: string
  readonly Данные: Readonly<Record<string, unknown>>
  readonly Ответ: unknown
}

export interface Till {
  /** A function that calls the gateway; the settings go before its arguments. */
  readonly call: (name: string, ...args: ReadonlyArray<Plain>) => Promise<Result>
  /** Any function, with nothing added. */
  readonly plain: (name: string, ...args: ReadonlyArray<Plain>) => Promise<unknown>
  /** The same for those who need BSL's own values. */
  readonly raw: (name: string, ...args: ReadonlyArray<Value>) => Promise<Value>
  readonly settings: Value
  readonly log: ReadonlyArray<LogEntry>
  readonly requests: ReadonlyArray<SeenRequest>
}

export const openTill = async (address: string, token: string, world: Partial<World> = {}): Promise<Till> => {
  const log: Array<LogEntry> = []
  const requests: Array<SeenRequest> = []
  const program = await loadLoyalty({
    onLog: (entry) => void log.push(entry),
    onRequest: (request) => void requests.push(request),
    ...world,
  })
  const raw: Till["raw"] = (name, ...args) => callLoyalty(program, name, args)
  const settings = await raw("НовыеНастройки", address, token)
  return {
    // The module's promise is exactly this shape; a test that reads more fails where it does.
    call: async (name, ...args) => fromBsl(await raw(name, settings, ...args.map(toBsl))) as Result,
    plain: async (name, ...args) => fromBsl(await raw(name, ...args.map(toBsl))),
    raw,
    settings,
    log,
    requests,
  }
}
