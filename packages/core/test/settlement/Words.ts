/**
 * A path to harm in words, English and Russian, as `docs/doubt-table.md` and its Russian twin show it.
 *
 * Points are told as a person would see them: identify saw a balance of 10.
 */
import type { Answer, Harm, Step } from "./Search.ts"

export type Language = "en" | "ru"

/** What identify saw, in the docs; the model counts from it. */
const SEEN = 10

type Line = readonly [en: string, ru: string]

/** `@` is a balance that is seen, `#` points that are moved. */
const LINES: Readonly<Record<string, Line>> = {
  sent: [
    "identify saw 10; 2 are held; the sale that spends them gets no answer",
    "поиск клиента показал 10; 2 в резерве; ответа на продажу с их списанием нет",
  ],
  sentBesideHold: [
    "identify saw 10, beside a stranger's hold of 2 at this point; 2 are held; the sale that spends them gets no answer",
    "поиск клиента показал 10 при чужом резерве на 2 в этой точке; 2 в резерве; ответа на продажу с их списанием нет",
  ],
  executed: ["the service creates the sale", "сервис создаёт продажу"],
  executedEarning: [
    "the service creates the sale, and credits a point for it at once",
    "сервис создаёт продажу и сразу начисляет за неё балл",
  ],
  executedEarningLater: [
    "the service creates the sale, and will credit a point for it later",
    "сервис создаёт продажу, а балл за неё начислит позже",
  ],
  executedAgain: ["the service creates the second sale", "сервис создаёт вторую продажу"],
  answered: ["the second request is answered: created", "ответ на второй запрос: создана"],
  refused: ["the second request is answered with a 422", "ответ на второй запрос: 422"],
  holdsEnd: ["only now the sale's holds end", "только теперь завершаются резервы продажи"],
  credited: ["what the sale earned is credited", "начислено заработанное продажей"],
  windowOver: ["the doubt window is over", "окно закончилось"],
  holdUncertain: ["it is no longer certain that the hold lives", "уже не наверное, что резерв жив"],
  smallUncertain: [
    "it is no longer certain that the one-point hold lives",
    "уже не наверное, что резерв в один балл жив",
  ],
  holdExpired: ["the hold expires", "резерв истёк"],
  smallExpired: ["the one-point hold expires", "резерв в один балл истёк"],
  restart: ["the process dies and starts again", "процесс упал и начал заново"],
  credit: ["somebody credits # to the client", "кто-то начисляет клиенту #"],
  debit: ["the client spends # elsewhere", "клиент тратит # в другом месте"],
  here: ["a stranger's till holds # at this point", "чужая касса берёт в этой точке резерв на #"],
  hereEnds: ["a stranger's hold of # at this point ends", "чужой резерв на # в этой точке завершился"],
  saleHere: [
    "a stranger's till sells to the client at this point, for #",
    "чужая касса продаёт клиенту в этой точке на #",
  ],
  earningHere: [
    "a stranger's till sells to the client at this point, and credits #",
    "чужая касса продаёт клиенту в этой точке и начисляет #",
  ],
  otherClientHere: [
    "a stranger's till sells to another client at this point, which ends everybody's holds there",
    "чужая касса продаёт другому клиенту в этой точке, и это завершает там все резервы",
  ],
  sister: ["our other till holds 2 for the client", "другая наша касса берёт для клиента резерв на 2"],
  sisterReleases: ["our other till releases its hold", "другая наша касса снимает свой резерв"],
  sisterDebit: [
    "our other till sells to the client elsewhere",
    "другая наша касса продаёт клиенту в другой точке",
  ],
  sisterSale: [
    "our other till sells the same to the client here",
    "другая наша касса продаёт клиенту здесь то же",
  ],
  sisterOtherClient: [
    "our other till sells to another client here, which ends everybody's holds",
    "другая наша касса продаёт здесь другому клиенту, и это завершает все резервы",
  ],
  small: ["we hold one point more", "берём ещё резерв в один балл"],
  released: ["we release the hold", "снимаем резерв"],
  fresh: ["we take a fresh hold of 2", "берём новый резерв на 2"],
  sentSame: ["we send the sale again, with the same hold", "посылаем продажу снова, с тем же резервом"],
  sentFresh: ["we send the sale again, with the fresh hold", "посылаем продажу снова, с новым резервом"],
  lookAtHold: ["a look with the hold: @", "взгляд с резервом: @"],
  lookAtSmall: ["a look with the one-point hold: @", "взгляд с резервом в один балл: @"],
  without: ["without it: @", "без него: @"],
  Committed: ["with it again: @. Verdict: **committed**", "снова с ним: @. Вердикт: **создана**"],
  NotCreated: [
    "with it again: @. Verdict: **not created so far**",
    "снова с ним: @. Вердикт: **пока не создана**",
  ],
  NotCreatedFinal: [
    "with it again: @. Verdict: **not created**, final",
    "снова с ним: @. Вердикт: **не создана**, окончательно",
  ],
  LookAgain: ["with it again: @. Something moved", "снова с ним: @. Что-то сдвинулось"],
  adds: ["with it again: @. So naming adds, it seems", "снова с ним: @. Похоже, названное прибавляется"],
  "takes-off": [
    "with it again: @. So naming takes off, it seems",
    "снова с ним: @. Похоже, названное вычитается",
  ],
}

const SHOWS: Readonly<Record<string, Line>> = {
  adds: ["naming a hold adds its points", "названный резерв прибавляется"],
  "takes-off": ["naming a hold takes its points off", "названный резерв вычитается"],
  hides: [
    "holds lower the balance, naming them changes nothing",
    "резервы уменьшают баланс, называть их бесполезно",
  ],
  ignores: ["holds do not show", "резервы не видны"],
}

const HARMS: Readonly<Record<Harm, Line>> = {
  doubled: ["two sales for one receipt", "две продажи по одному чеку"],
  invented: ["“committed”, and there is no sale", "«создана», а продажи нет"],
  denied: ["“not created”, and there is a sale", "«не создана», а продажа есть"],
  refused: ["“rejected”, and there is a sale", "«отклонена», а продажа есть"],
}

const at = (line: Line | undefined, language: Language): string => {
  if (line === undefined) throw new Error("a step without words: add them to Words.ts")
  return line[language === "en" ? 0 : 1]
}

const told = ({ points = 0, step }: Step, language: Language): string =>
  at(LINES[step], language)
    .replace("@", String(SEEN + points))
    .replace("#", String(points))

/** One dropped assumption as the docs show it: what is dropped, what comes of it, and the shortest way there. */
export const section = (title: string, { harm }: Answer, language: Language): string => {
  if (harm === undefined) throw new Error(`no path to harm: ${title}`)
  const where = at(SHOWS[harm.service.shows], language)
  const lines = harm.path.map((step, index) => `${index + 1}. ${told(step, language)}`)
  return [`### ${title}`, "", `${at(HARMS[harm.what], language)} (${where})`, "", ...lines].join("\n")
}
