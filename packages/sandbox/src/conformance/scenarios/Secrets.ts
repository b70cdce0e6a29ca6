/** Whose money it is, is nobody's business who reads a log. */
import type { Scenario } from "../Scenario.ts"
import { absent, demand } from "../Unmet.ts"

/** A phone may be written in many ways: `+7 900 000-00-01`. */
const SPACING = /[\s()+-]/g
/** A phone without the country's digit, which may be written as 8. */
const national = (phone: number): string => String(phone).slice(1)

const STRANGER = 79_001_234_567

const personalData: Scenario = {
  id: "personal-data-in-logs",
  title: { ru: "Персональных данных нет в логах", en: "No personal data in the logs" },
  why: {
    ru: "Логи кассы читают и пересылают многие. Телефона, имени, почты, карты, кода и ключа API в них нет, даже когда всё ломается.",
    en: "A till's logs are read and passed on by many. No phone, name, e-mail, card, code or API key is in them, even when all goes wrong.",
  },
  needs: ["logs"],
  play: async ({ apiKey, judge, people: { anna, boris }, stage: { service }, subject, till }) => {
    const code = anna.codes?.[0] ?? ""
    await (await till("r-code")).tries.identify(code)
    await (await till("r-card")).tries.identify(boris.card ?? "")
    await (await till("r-stranger")).tries.identify(String(STRANGER))

    const refused = await till("r-refused")
    await refused.prepare({ who: boris, amountKopecks: 43_500, pointsHundredths: 0 })
    const body = JSON.stringify({ client: `${boris.name}, +${boris.phone}: refused.` })
    await service.breakNext("retail", { kind: "status", status: 422, executed: false, body })
    await refused.tries.commit({ amountKopecks: 43_500, pointsHundredths: 0 })

    const buy = { who: anna, amountKopecks: 43_400, pointsHundredths: 10_000 }
    const counter = await till("r-1")
    await counter.prepare(buy)
    await service.breakNext("retail", { kind: "reset", executed: true })
    await counter.print(buy)
    await counter.becomesSold(buy)
    await judge.sold(buy)

    if (subject.logs === undefined) throw absent("logs")
    const logs = await subject.logs()
    const unspaced = logs.replaceAll(SPACING, "")
    const clean = {
      ru: "в логах нет ничего о клиентах и ключе",
      en: "nothing of clients or the key in the logs",
    }
    for (const phone of [anna.phone, boris.phone, STRANGER])
      demand(!unspaced.includes(national(phone)), clean, { ru: "телефон", en: "a phone" })
    for (const { card, email, name } of [anna, boris]) {
      const words = name.split(" ")
      demand(!words.some((word) => logs.includes(word)), clean, { ru: "имя", en: "a name" })
      demand(email === undefined || !logs.includes(email), clean, { ru: "почта", en: "an e-mail" })
      demand(card === undefined || !unspaced.includes(card), clean, { ru: "карта", en: "a card" })
    }
    demand(!new RegExp(`\\b${code}\\b`).test(logs), clean, {
      ru: "код из приложения",
      en: "a code of the app",
    })
    demand(!logs.includes(apiKey), clean, { ru: "ключ API", en: "the API key" })
  },
}

export const secrets: ReadonlyArray<Scenario> = [personalData]
