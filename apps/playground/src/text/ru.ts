/**
 * Every word on the page, in Russian.
 */
import { formatPoints, toNumber, type Points } from "@loyalkit/core/Money"
import type { Texts } from "./Texts.ts"

const plural = new Intl.PluralRules("ru")
const forms: Record<Intl.LDMLPluralRule, string> = {
  zero: "баллов",
  one: "балл",
  two: "балла",
  few: "балла",
  many: "баллов",
  other: "балла",
}

const points = (amount: Points): string =>
  `${formatPoints(amount, "ru")} ${forms[plural.select(toNumber(amount))]}`

export const ru: Texts = {
  name: "Русский",
  title: "Полигон",
  tagline:
    "Испытательная площадка: продажа с баллами проводится ровно один раз. Настоящий движок и песочница сервиса на одной странице.",
  language: "Язык",
  points,

  till: {
    title: "Касса",
    point: "Точка продаж",
    receipt: (number) => `Чек №\u00a0${number}`,
    client: "Клиент",
    search: "Телефон, карта или код",
    samples: "Клиенты для примера",
    find: "Найти клиента",
    finding: "Ищем…",
    level: (title, percent) => `${title}, ${percent}\u00a0%`,
    another: "Другой клиент",

    lines: "Чек",
    quantity: "Количество",
    more: (name) => `Больше: ${name}`,
    less: (name) => `Меньше: ${name}`,
    pieces: (count) => `${count} шт.`,
    kilograms: (count) => `${count} кг`,
    perKilogram: "за кг",
    excluded: "баллами не оплатить",
    total: "Итого",

    spend: "Списать баллы",
    most: (amount) => `из ${amount}`,
    none: "Ничего",
    all: "Все",
    nothingToSpend: "По этому чеку баллы списать нельзя.",
    earns: (amount, percent) => `Без списания начислится ${amount} (${percent}\u00a0%)`,
    discount: (percent) => `Скидка ${percent}\u00a0%`,
    stale: "Чек изменился после расчёта.",
    outdated: "Расчёт больше не действует.",

    held: (amount) => `В резерве ${amount}`,
    holdEnds: "До конца резерва",
    holdOver: "Резерв истёк. При оплате баллы будут зарезервированы снова.",
    toPay: "К оплате",
    spent: "Баллы",

    quote: "Рассчитать",
    quoting: "Считаем…",
    quoteAgain: "Рассчитать снова",
    holdPoints: (amount) => `Зарезервировать ${amount}`,
    holding: "Резервируем…",
    holdInstead: (amount) => `Изменить резерв: ${amount}`,
    release: "Снять резерв",
    pay: (amount) => `Принять оплату: ${amount}`,
    paying: "Проводим продажу…",
    cancel: "Отменить чек",
    renew: "Новый чек",

    committed: "Продажа проведена",
    committedSpent: (amount) => `Списано: ${amount}`,
    committedEarned: (amount) => `Начислено: ${amount}`,
    committedDiscount: (amount) => `Скидка ${amount}`,
    paid: "Оплачено",
    difference: (shown) => `Покупателю назвали ${shown}: смотрите «Спорные случаи».`,
    inDoubt: "Продажа под вопросом",
    inDoubtHint:
      "Запрос отправлен, ответа нет. Продажа записана вместе с тем, что было видно до неё, и повторно не отправляется. Печатайте чек и обслуживайте следующего покупателя.",
    cancelled: "Чек отменён",
    cancelledHint: "Баллы вернутся сразу или когда истечёт резерв.",
    committing: "Продажа создаётся…",
    defect: "Внутренняя ошибка. Не проводите продажу заново, позовите администратора.",
  },

  trouble: {
    label: "Что пойдёт не так",
    none: "Ничего: сервис работает",
    "lost-answer": "Потеряется ответ на продажу",
    "lost-sale": "Продажа не дойдёт до сервиса",
    away: "Сервис недоступен",
  },

  service: {
    title: "В сервисе",
    hint: "Этого движок не видит",
    balance: "Баланс",
    free: "Свободно",
    held: "В резерве",
    holds: "Резервы",
    noHolds: "Резервов нет",
    until: (time) => `до ${time}`,
    noClient: "Найдите клиента, чтобы увидеть баланс.",
    noPoints: "У скидочного уровня нет баллов.",
    ledger: "Операции сервиса",
    noEntries: "С баллами пока ничего не происходило.",
    entry: {
      opened: "Начальный баланс",
      "code-issued": "Выдан код",
      "code-used": "Код использован",
      held: "Баллы зарезервированы",
      "hold-ended": {
        expired: "Резерв истёк",
        released: "Резерв снят",
        sale: "Резерв закрыт продажей",
      },
      sold: "Продажа",
      credited: "Баллы зачислены",
    },
  },

  calls: {
    title: "HTTP-вызовы",
    hint: "Между кассой и сервисом",
    none: "Вызовов пока нет.",
    waiting: "ждём",
    noAnswer: "нет ответа",
    refused: "не отправлен",
    milliseconds: (count) => `${count} мс`,
    request: "Запрос",
    reply: "Ответ",
    noReply: "Ответ не пришёл.",
    executed: "Сервис выполнил запрос.",
    notExecuted: "Сервис пока не выполнил запрос.",
  },

  journal: {
    title: "Журнал",
    hint: "У кассы на диске, здесь в памяти",
    none: "Об этом чеке пока ничего не записано.",
    Identified: "Клиент найден",
    Quoted: "Расчёт",
    QuoteOutdated: "Сервис не принял расчёт",
    Held: "Баллы зарезервированы",
    HoldUnknown: "На запрос резерва нет ответа",
    HoldEnded: {
      released: "Резерв снят",
      replaced: "Резерв заменён",
      expired: "Резерв истёк",
      abandoned: "Резерв истечёт сам",
    },
    CommitIntended: "Намерение записано",
    Committed: "Продажа создана",
    CommitRefused: "В продаже отказано",
    CommitUnknown: "Продажа под вопросом",
    Cancelled: "Чек отменён",
    PrintedNotWrittenOff: "Напечатано, но не списано",
    ReturnNoted: "Отмечен возврат",
    balance: (amount) => `баланс ${amount}`,
    quoted: (amount, spend, earn) => `${amount}: списать до ${spend} или начислить ${earn}`,
    discounted: (amount, total) => `${amount}, к оплате ${total}`,
    held: (amount, minutes, asked) => `${amount} на ${minutes} мин, запрошено ${asked}`,
    intended: (amount, spend) => `${amount}, списать ${spend}; записано до отправки`,
    earning: (amount) => `${amount}, без списания; записано до отправки`,
    sold: (total) => `оплачено ${total}`,
  },

  cases: {
    title: "Спорные случаи",
    hint: "Что решает человек",
    none: "Спорных случаев нет.",
    doubt: "Продажа под вопросом",
    difference: "Продажа не та, что показали покупателю",
    printedNotWrittenOff: "Напечатано, но не списано",
    return: "Возврат",
    damaged: "Запись не читается",
  },
}
