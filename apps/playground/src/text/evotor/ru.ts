/**
 * Every word of the Evotor terminal in Russian, as its cashiers know them.
 */
import type { Words } from "./en.ts"

export const ru: Words = {
  title: "Терминал Эвотор",
  receipt: (number) => `Чек №\u00a0${number}`,
  online: "на связи",
  offline: "нет связи",
  remove: "Удалить чек",
  toPayment: "К оплате",
  renew: "Новый чек",
  refunds:
    "Возврат: библиотека терминала не говорит, какой продажи он. loyalkit узнаёт это из документа в облаке Эвотора.",
  unanswered: "Приложение не ответило. Продажа продолжается без него.",
  dismiss: "Закрыть",

  goods: {
    title: "Позиции",
    add: "Добавить товар",
    empty: "Чек пуст. Добавьте товар.",
    quantity: "Количество",
    more: (name) => `Больше: ${name}`,
    less: (name) => `Меньше: ${name}`,
    perPiece: (price) => `${price} за шт.`,
    perKilogram: (price) => `${price} за кг`,
  },

  totals: {
    toPay: "К оплате",
    sum: "Сумма",
    discount: "Скидка",
    less: (sum, discount) => `${sum} минус скидка ${discount}`,
  },

  payment: {
    back: "‹ Чек",
    discounts: "Скидки",
    loyalty: "Баллы",
    promotion: (percent) => `Другое приложение: ${percent}\u00a0%`,
    waiting: "Спрашиваем приложение…",
    kind: "Оплата",
    cash: "Наличные",
    card: "Банковская карта",
    printing: "Печатаем…",
  },

  app: {
    title: "Лояльность",
    owed: (amount) => `Покупка ${amount}`,
    search: "Телефон, карта или код",
    find: "Найти",
    finding: "Ищем…",
    samples: "Карты под рукой",
    nobody: "Спросите телефон или приложите карту.",
    nameless: "Клиент",
    another: "Другой клиент",
    balance: "Баллы",
    spend: "Списать баллов",
    most: (points) => `из ${points}`,
    all: "Все",
    none: "Ничего",
    spends: (points) => `${points} в резерве до закрытия чека.`,
    earns: (points) => `Без списания за покупку начислят ${points}.`,
    discount: (amount) => `Скидка по программе: ${amount}`,
    cancel: "Отмена",
    apply: "Применить",
    applyPoints: (points) => `Применить ${points}`,
    applying: "Применяем…",
  },

  paper: {
    head: (number) => `ЧЕК № ${number}`,
    sum: "Сумма",
    discount: "Скидка на чек",
    total: "ИТОГ",
    card: "Картой",
    cash: "Наличными",
    added: "Добавлено приложением",
  },

  standing: {
    committed: "Проведено: продажа в программе, ровно одна.",
    settling: "Продажа у loyalkit и проводится в фоне.",
    queued: "Продажа у loyalkit и дойдёт, когда вернётся сервис.",
    rejected: "Продажа завершилась без баллов: смотрите «Спорные случаи».",
    outbox: "Продажа ждёт в очереди приложения. Уйдёт снова со следующим событием.",
    unheard: "Процесс приложения убит и не услышал о чеке. Запустится и увидит, что чек закрыт.",
    closing: "Сообщаем приложению…",
    without: "Продано без программы: клиента не спросили.",
  },

  troubles: {
    label: "Неполадка терминала",
    none: "Нет",
    printing: "Приложение умрёт при печати",
    twice: "Иконку нажмут дважды сразу",
    silent: "Приложение не ответит на событие",
  },

  process: {
    title: "Приложение",
    alive: "Приложение работает",
    dead: "Процесс убит",
    kill: "Убить",
    start: "Запустить",
    drain: "Отправить",
    nothing: "На диске пусто",
    open: "На диске открытый чек",
    outbox: (count) => `В очереди: ${count}`,
  },

  line: {
    title: "Терминал → loyalkit",
    hint: "/v1 шлюза",
    none: "Вызовов пока нет.",
    waiting: "ждём",
    lost: "опоздал",
    unheard: {
      "line-down": "нет связи",
      "gateway-down": "никого нет",
      "gateway-died": "оборван",
      "no-answer": "нет ответа",
    },
    request: "Запрос",
    answer: "Ответ",
    lostNote: "Так ответил loyalkit. Терминал уже не ждал и ничего не услышал.",
    unheardNote: {
      "line-down": "До loyalkit ничего не дошло.",
      "gateway-down": "Никто не слушал: процесс loyalkit не работает и ничего не сделал.",
      "gateway-died": "Процесс loyalkit умер на этом запросе. Что он успел, есть в журнале.",
      "no-answer": "Терминал перестал ждать. Он не знает, сделал ли loyalkit это, и может спросить снова.",
    },
    standIn:
      "Терминал и библиотеку вендора здесь изображает страница. Часть лояльности в приложении и /v1 настоящие; их тесты запускают сам пакет вендора.",
  },
}
