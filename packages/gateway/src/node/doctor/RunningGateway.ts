/**
 * Is a gateway running already with these settings, how is it, and if not, can one start here? And its journal: does it open, or has a
 * gateway got it?
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Fs from "node:fs"
import * as Net from "node:net"
import type { Settings } from "../../Settings.ts"
import { addressOf, client } from "../GatewayCalls.ts"
import { fileOf } from "../JournalPlace.ts"
import { type Finding, good, open, wrong } from "./Finding.ts"

const GATEWAY = { en: "Gateway", ru: "Шлюз" }
const JOURNAL = { en: "Journal", ru: "Журнал" }

/** A gateway on this machine answers in milliseconds. */
const PATIENCE = "3 seconds"

/** What a running gateway says of itself; nothing where none answers. */
const ping = (settings: Settings) => {
  const token = (settings.tills.find(({ role }) => role === "operator") ?? settings.tills[0])?.token
  const calling = {
    url: addressOf(settings),
    language: "en" as const,
    ...(token === undefined ? {} : { token }),
  }
  return client(calling).pipe(
    Effect.flatMap((gateway) => gateway.ping()),
    Effect.timeout(PATIENCE),
    Effect.map((answer) => (answer.ok ? answer : undefined)),
    Effect.catch(() => Effect.undefined),
    Effect.provide(NodeHttpClient.layerUndici),
  )
}

/** The code for which nobody can listen there; nothing where one can. */
const cannotListen = ({ host, port }: Pick<Settings, "host" | "port">): Effect.Effect<string | undefined> =>
  Effect.callback((resume) => {
    const server = Net.createServer()
    server.once("error", (error) =>
      resume(Effect.succeed("code" in error ? String(error.code) : error.message)),
    )
    server.listen(port, host, () => server.close(() => resume(Effect.undefined)))
    return Effect.sync(() => void server.close())
  })

const placeFinding = ({ host, port }: Settings, code: string | undefined): Finding => {
  const address = `${host}:${port}`
  switch (code) {
    case undefined:
      return open(GATEWAY, {
        en: `none is running; ${address} is free for one`,
        ru: `не запущен; адрес ${address} для него свободен`,
      })
    case "EADDRINUSE":
      return wrong(GATEWAY, {
        en: `another program answers at ${address}, or a gateway with other tokens. Stop it, or choose another LOYALKIT_PORT`,
        ru: `по адресу ${address} отвечает другая программа или шлюз с другими токенами. Остановите её или укажите другой LOYALKIT_PORT`,
      })
    default:
      return wrong(GATEWAY, {
        en: `nobody can listen on ${address} (${code}). Choose an address of this machine: LOYALKIT_HOST, LOYALKIT_PORT`,
        ru: `по адресу ${address} нельзя слушать (${code}). Укажите адрес этой машины: LOYALKIT_HOST, LOYALKIT_PORT`,
      })
  }
}

type Pong = NonNullable<Effect.Success<ReturnType<typeof ping>>>

const runningFinding = ({ doubts, online, open, queued, version }: Pong, url: string): Finding => ({
  mark: online ? "good" : "wrong",
  about: GATEWAY,
  text: {
    en: `version ${version} runs at ${url}; ${online ? "it reaches the service" : "it does not reach the service: see below"}; open checkouts ${open}, in doubt ${doubts}, queued ${queued}`,
    ru: `версия ${version} работает по адресу ${url}; ${online ? "сервис ему отвечает" : "сервис ему не отвечает: смотрите ниже"}; открытых чеков ${open}, под вопросом ${doubts}, в очереди ${queued}`,
  },
})

/** SQLite's code for a file that another process has locked. */
const BUSY = 5

const isInUse = ({ cause }: { readonly cause?: unknown }): boolean =>
  Predicate.hasProperty(cause, "errcode") &&
  typeof cause.errcode === "number" &&
  (cause.errcode & 0xff) === BUSY

const journalProblem = (file: string, error: JournalError, isRunning: boolean): Finding => {
  if (isInUse(error))
    return isRunning
      ? good(JOURNAL, {
          en: `${file} is in use by the running gateway`,
          ru: `${file} занят работающим шлюзом`,
        })
      : wrong(JOURNAL, {
          en: `${file} is in use by another process, and no gateway answers at the configured address. A journal has one writer: find that process and stop it`,
          ru: `${file} занят другим процессом, а по указанному адресу шлюз не отвечает. У журнала один хозяин: найдите этот процесс и остановите`,
        })
  return error._tag === "JournalCorrupt"
    ? wrong(JOURNAL, {
        en: `it is damaged (${error.detail}). Keep a copy, and do not delete it: unsettled sales are in it`,
        ru: `файл повреждён (${error.detail}). Сохраните копию и не удаляйте его: в нём незаконченные продажи`,
      })
    : wrong(JOURNAL, {
        en: `it does not open (${error.detail}). See to its rights and its disk`,
        ru: `не открывается (${error.detail}). Проверьте права и диск`,
      })
}

/** Opens it for a moment, as a start would. */
const journalFinding = (file: string, isRunning: boolean): Effect.Effect<Finding> => {
  if (!Fs.existsSync(file))
    return Effect.succeed(
      open(JOURNAL, {
        en: `${file} is not there yet; the first start makes it`,
        ru: `${file} ещё нет; появится при первом запуске`,
      }),
    )
  return Journal.use(({ counts }) => counts).pipe(
    Effect.map(({ committing, doubt, open, overdue, queued }) =>
      good(JOURNAL, {
        en: `${file} opens; open checkouts ${open}, in doubt ${committing + doubt + overdue}, queued ${queued}`,
        ru: `${file} открывается; открытых чеков ${open}, под вопросом ${committing + doubt + overdue}, в очереди ${queued}`,
      }),
    ),
    Effect.provide(SqliteJournal.layer({ path: file })),
    Effect.catch((error) => Effect.succeed(journalProblem(file, error, isRunning))),
  )
}

/** The gateway and its journal. */
export const runningGateway = Effect.fnUntraced(function* (
  settings: Settings,
): Effect.fn.Return<ReadonlyArray<Finding>> {
  const pong = settings.port === 0 ? undefined : yield* ping(settings)
  const gateway =
    pong === undefined
      ? placeFinding(settings, yield* cannotListen(settings))
      : runningFinding(pong, addressOf(settings))
  const file = fileOf(settings)
  return file === undefined ? [gateway] : [gateway, yield* journalFinding(file, pong !== undefined)]
})
