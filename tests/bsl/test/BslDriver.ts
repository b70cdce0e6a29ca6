/**
 * The conformance suite's driver for the module: its steps are the module's functions, its subject a gateway with tills in 1C before it.
 *
 * Cases are an operator's, and no till's module lists them: they are asked for over HTTP.
 */
import type {
  Answer,
  Case,
  Driver,
  Receipt,
  Setting,
  State,
  Subject,
  TillName,
} from "@loyalkit/sandbox/conformance"
import { startGateway } from "./GatewayProcess.ts"
import { openTill, type Result } from "./Till.ts"
import type { Plain } from "./Values.ts"

const tokens: Readonly<Record<TillName | "operator", string>> = {
  first: "token-of-the-first-till",
  second: "token-of-the-second-till",
  elsewhere: "token-of-the-till-elsewhere",
  operator: "token-of-the-operator",
}

const rubles = (kopecks: number): number => kopecks / 100
const kopecks = (rubles: number): number => Math.round(rubles * 100)

/** What the module's `Данные` have. Whatever it got wrong shows as a value that is not there. */
interface Data {
  readonly Состояние: State
  readonly Клиент: { readonly Баланс: number }
  readonly Расчет: {
    readonly МожноСписать: number
    readonly Начислится: number
    readonly ВидПрограммы: string
    readonly КОплате: number
  }
  readonly Резерв: {
    readonly Баллы: number
    readonly КОплате: number
    readonly Строки: ReadonlyArray<{ readonly Идентификатор: string; readonly Баллы: number }>
  }
  readonly Продажа?: {
    readonly Статус: string
    readonly КОплате: number
    readonly Списано: number
    readonly Начислено: number
  }
}

const mapped = <A>(result: Result, read: (data: Data) => A): Answer<A> =>
  result.Успешно
    ? // The test's own border: a wrong shape makes the scenario fail where it is used.
      { ok: true, value: read(result.Данные as unknown as Data) }
    : { ok: false, error: { code: result.Код, message: result.Текст } }

const saleOf = ({ КОплате, Начислено, Списано }: NonNullable<Data["Продажа"]>) => ({
  totalKopecks: kopecks(КОплате),
  ...(Списано === 0 ? {} : { spentHundredths: kopecks(Списано) }),
  ...(Начислено === 0 ? {} : { earnedHundredths: kopecks(Начислено) }),
})

type Call = (name: string, ...args: ReadonlyArray<Plain>) => Promise<Result>

const receiptOf = (call: Call): Receipt => ({
  identify: async (search) =>
    mapped(await call("Определить", search), ({ Клиент }) => ({ balanceHundredths: kopecks(Клиент.Баланс) })),
  quote: async ({ amountKopecks, lines }) => {
    const given = lines?.map((line) => ({
      Идентификатор: line.id,
      Наименование: `Товар ${line.id}`,
      Количество: line.quantityThousandths / 1_000,
      Цена: rubles(line.priceKopecks),
      Сумма: rubles(line.amountKopecks),
      БезБаллов: line.excluded ?? false,
    }))
    return mapped(await call("Рассчитать", rubles(amountKopecks), given), ({ Расчет }) => ({
      maxSpendHundredths: kopecks(Расчет.МожноСписать),
      earnHundredths: kopecks(Расчет.Начислится),
      ...(Расчет.ВидПрограммы === "discount" ? { totalKopecks: kopecks(Расчет.КОплате) } : {}),
    }))
  },
  hold: async (points) =>
    mapped(await call("Зарезервировать", rubles(points)), ({ Резерв }) => ({
      pointsHundredths: kopecks(Резерв.Баллы),
      payableKopecks: kopecks(Резерв.КОплате),
      ...(Резерв.Строки.length === 0
        ? {}
        : {
            lines: Резерв.Строки.map(({ Баллы, Идентификатор }) => ({
              id: Идентификатор,
              pointsHundredths: kopecks(Баллы),
            })),
          }),
    })),
  commit: async ({ amountKopecks, pointsHundredths }) => {
    const answer = mapped(
      await call("Провести", rubles(amountKopecks), rubles(pointsHundredths)),
      ({ Продажа }) => Продажа,
    )
    if (!answer.ok) return answer
    const sale = answer.value
    return sale?.Статус === "committed"
      ? { ok: true, value: { sale: saleOf(sale) } }
      : { ok: false, error: { code: "COMMIT_PENDING" } }
  },
  cancel: async () => mapped(await call("Отменить"), () => undefined),
  noteReturn: async ({ amountKopecks, returnId }) =>
    mapped(await call("Вернуть", returnId, rubles(amountKopecks)), () => undefined),
  outcome: async () =>
    mapped(await call("Состояние"), ({ Продажа, Состояние }) => ({
      state: Состояние,
      ...(Продажа === undefined ? {} : { sale: saleOf(Продажа) }),
    })),
})

const variables = ({ apiKey, points, times, url }: Setting) => ({
  LOYALCLIENT_URL: url,
  LOYALCLIENT_APIKEY: apiKey,
  LOYALCLIENT_POINT: points.here,
  LOYALKIT_POLICY: JSON.stringify(times),
  LOYALKIT_TILLS: JSON.stringify([
    { name: "first", token: tokens.first, point: points.here, role: "till" },
    { name: "second", token: tokens.second, point: points.here, role: "till" },
    { name: "elsewhere", token: tokens.elsewhere, point: points.elsewhere, role: "till" },
    { name: "operator", token: tokens.operator, point: points.here, role: "operator" },
  ]),
})

interface CasesAnswer {
  readonly cases: ReadonlyArray<{ readonly kind: string; readonly receiptId: string }>
}

const casesOf = async (url: string): Promise<Answer<ReadonlyArray<Case>>> => {
  const answer = await fetch(`${url}/v1/cases`, { headers: { "x-loyalkit-token": tokens.operator } })
  const { cases } = (await answer.json()) as CasesAnswer // as `/v1` documents it
  return { ok: true, value: cases.map(({ kind, receiptId }) => ({ kind, receipt: receiptId })) }
}

const start = async (setting: Setting): Promise<Subject> => {
  const gateway = await startGateway(variables(setting))
  const logged: Array<string> = []
  return {
    // Each call anew: after a power cut the gateway is at another port.
    open: async (receipt, at) =>
      receiptOf(async (name, ...args) => {
        const till = await openTill(gateway.url, tokens[at], { onLog: ({ text }) => void logged.push(text) })
        return till.call(name, receipt, ...args)
      }),
    crash: gateway.crash,
    logs: async () => `${gateway.logs()}\n${logged.join("\n")}`,
    cases: () => casesOf(gateway.url),
    stop: gateway.stop,
  }
}

export const bslDriver: Driver = { name: "BSL module ЛояльностьКассы over /v1", start }
