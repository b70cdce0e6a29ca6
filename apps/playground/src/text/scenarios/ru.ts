/** Every word of the scenarios in Russian. The words are those of docs/scenarios.ru.md. */
import type { Words } from "./en.ts"

export const ru: Words = {
  title: "Сценарии",
  tagline:
    "Что делали в магазине, шаг за шагом, и чем это кончилось. Каждый — ссылка, файл и тест; здесь он идёт в целом магазине в памяти: кассы, настоящие шлюз и движок, а вместо сервиса — песочница.",
  kinds: {
    usual: "Обычный день",
    time: "Время идёт, баллы уходят",
    doubt: "Продажа под вопросом",
    away: "Сервис недоступен",
    crash: "Отказы линий и процессов",
    "1c": "1С",
    iiko: "iiko",
    other: "Другие",
  },
  back: "Все сценарии",
  reading: "Читаем ссылку…",
  wrong: {
    title: "Это не ссылка на сценарий",
    why: {
      cut: "По дороге её обрезали или изменили, или она длиннее, чем бывает ссылка. Попросите её ещё раз, целиком, или файл сценария.",
      unknown: "В галерее нет сценария с таким именем. Может быть, его переименовали: посмотрите все.",
      misfit: "Прочитать её удалось, но части сценария не сходятся. Что исправить, написано ниже для автора.",
    },
  },

  broken: "Этот сценарий нельзя проиграть дальше",

  player: {
    loading: "Загружаем магазин, в котором он идёт…",
    missing: "Проигрыватель не загрузился",
    network: "Проверьте сеть и попробуйте снова: страница загрузится заново, и кассы вместе с ней.",
    again: "Попробовать снова",
  },

  controls: {
    label: "Проигрывание",
    step: "Один шаг",
    all: "Проиграть всё",
    back: "В начало",
    done: (done, of) => `Шаг ${done} из ${of}`,
    passed: (time) => `прошло ${time}`,
    passing: (gone, of) => `${gone} из ${of}`,
  },

  steps: {
    title: "Шаги",
    hint: "виртуальное время, от открытия",
    at: (time) => `в ${time}`,
    waiting: "ждёт ответа",
    after: (time) => `через ${time}`,
    till: (till) => `Касса ${till}`,
    find: (search) => `найти клиента ${search}`,
    noClient: "без клиента",
    quote: (amount) => `рассчитать ${amount}`,
    hold: (points) => `зарезервировать баллы: ${points}`,
    commit: (amount, points) => `продать на ${amount}, списать баллов: ${points}`,
    earn: (amount) => `продать на ${amount} без списания`,
    cancel: "отменить чек",
    return: (amount) => `вернули товар на ${amount}`,
    ask: "спросить, что с чеком",
    send: (method, path) => `${method} ${path}`,
    known: {
      findclientcard: "1С ищет карту",
      calculatediscounts: "1С рассчитывает чек",
      writeoffclientbonuses: "1С списывает баллы",
      unlockclientbonuses: "1С возвращает резерв",
      ping: "iikoFront спрашивает, на месте ли loyalkit",
      checkin: "iikoFront называет гостя",
      quote: "iikoFront рассчитывает заказ",
      added: "iikoFront добавляет оплату",
      deleted: "iikoFront убирает оплату",
      pay: "iikoFront платит баллами",
      cancel: "iikoFront возвращает оплату баллами",
      closed: "iikoFront закрывает заказ",
    },
    fault: (call, way) => `Следующий ${call}: ${way}`,
    faults: (times, call, way) => `Следующий ${call}, раз: ${times}: ${way}`,
    noFault: "Больше ничего не отказывает",
    anyCall: "вызов сервиса",
    call: (method) => `вызов «${method}» сервиса`,
    lines: {
      till: { down: "Линия касс оборвалась", up: "Линия касс снова есть" },
      service: { down: "Линия до сервиса оборвалась", up: "Линия до сервиса снова есть" },
    },
    losesAnswer: "Следующий ответ кассе потеряется",
    kill: "Шлюз убит",
    start: "Шлюз запущен снова, из своего журнала",
    pass: (time) => `Проходит ${time}`,
    holdEnds: "Время идёт, пока не кончится резерв",
    outside: {
      sale: (client, points) => `Другая система продаёт клиенту ${client}, списано баллов: ${points}`,
      hold: (client, points) => `Другая система резервирует у клиента ${client} баллов: ${points}`,
      credit: (client, points) => `Клиенту ${client} начислили вручную баллов: ${points}`,
    },
    person: (by, receipt, verdict) => `${by} о чеке ${receipt}: ${verdict}`,
    posted: (number) => `1С проводит чек ${number}`,
    postedReturn: (number) => `1С проводит возврат ${number}`,
    verdicts: {
      committed: "продажа была",
      notCommitted: "продажи не было",
      done: "разобрано",
      send: "продажи не было, отправить снова",
      close: "продажи не было, закрыть",
    },
    unheard: {
      "line-down": "линии нет",
      "gateway-down": "никто не слушает",
      "gateway-died": "шлюз умер на этом запросе",
      "no-answer": "ответа нет, касса перестала ждать",
      "no-case": "такого случая нет",
    },
  },

  service: {
    title: "Деньги на стороне сервиса",
    hint: "движку не видно",
    none: "Ничьи баллы ещё не менялись.",
  },

  calls: {
    title: "Вызовы сервиса",
    hint: "и какой вывод возможен",
  },

  receipts: {
    title: "Чеки",
    hint: "что движок записал и заключил",
    none: "Чеков ещё нет.",
    down: "Шлюз не работает; его журнал на диске.",
    receipt: (id) => `Чек ${id}`,
  },

  ending: {
    title: "Чем кончилось",
    hint: "как в файле или нет",
    notYet: "Будет видно в конце шагов.",
    same: "Всё вышло, как сказано в файле.",
    differs: "Вышло не так, как сказано в файле.",
    unsaid: "Вышло вот что; что должно было выйти, ссылка не говорит.",
    must: "Случилось то, чего быть не должно.",
    never: {
      OneTooMany: (amount, client) =>
        `Продажа на ${amount} клиенту ${client} лишняя: у каждого чека своя уже есть`,
      SoldAgain: (receipt, times) => `Чек ${receipt} продан не один раз: ${times}`,
      NoSale: (receipt) => `Чек ${receipt} считается проданным, а у сервиса его продажи нет`,
      Sale: {
        rejected: (receipt) => `Чек ${receipt} закончен без продажи, а у сервиса она есть`,
        cancelled: (receipt) => `Чек ${receipt} отменён, а у сервиса есть его продажа`,
      },
      NoCase: (receipt) => `Чек ${receipt} под вопросом, а спорного случая о нём нет`,
    },
    sold: (total, spent, earned) => `оплачено ${total}, списано баллов: ${spent}, начислено: ${earned}`,
    tooMany: "ЛИШНЯЯ ПРОДАЖА",
    elsewhere: "Продано другой системой",
    noSale: "Продаж у сервиса нет.",
    client: (phone, balance) => `У клиента ${phone} баллов: ${balance}`,
    held: (points) => `, из них в резерве ${points}`,
    case: (receipt, kind) => `Человек смотрит чек ${receipt}: ${kind}`,
    again: "То же в терминале:",
  },
}
