/** What statements do, and what a program sees when something goes wrong. */
import { describe, expect, it } from "vitest"
import { Exception, NotModelled } from "../src/Failure.ts"
import { makePlatform } from "../src/platform/Platform1C.ts"
import { makeWorld } from "../src/platform/World.ts"
import { Program } from "../src/run/Program.ts"
import { Decimal } from "../src/values/Decimal.ts"
import { evaluate, load, plain } from "./Running.ts"

const result = async (body: string): Promise<unknown> => plain(await evaluate(body))

/** A whole module whose `Ф` is called. */
const called = async (text: string): Promise<unknown> =>
  plain(await (await load(text)).call("Модуль", "Ф", []))

describe("subroutines", () => {
  it("change their caller's variables, unless told to take a value", async () => {
    const text =
      'Процедура П(А, Знач Б)\nА = А + 1;\nБ = Б + 1;\nКонецПроцедуры\nФункция Ф() Экспорт\nА = 1;\nБ = 1;\nП(А, Б);\nВозврат "" + А + Б;\nКонецФункции'
    expect(await called(text)).toBe("21")
  })

  it("take their defaults for what was left out", async () => {
    const text =
      "Функция С(А, Б = 2, В = -3)\nВозврат А + Б * 10 + В * 100;\nКонецФункции\nФункция Ф() Экспорт\nВозврат С(1, , 3) + С(1);\nКонецФункции"
    expect(await called(text)).toBe(321 - 279)
  })

  it("keep variables of their own, and share the module's", async () => {
    const text =
      "Перем Общая;\nПроцедура П()\nСвоя = 5;\nОбщая = Общая + Своя;\nКонецПроцедуры\nФункция Ф() Экспорт\nСвоя = 1;\nП();\nП();\nВозврат Общая + Своя;\nКонецФункции\nОбщая = 100;"
    expect(await called(text)).toBe(111)
  })

  it("call themselves, until that has no end", async () => {
    const text = (stop: string) =>
      `Функция Г(Н)\n${stop}\nВозврат Н + Г(Н - 1);\nКонецФункции\nФункция Ф() Экспорт\nВозврат Г(50);\nКонецФункции`
    expect(await called(text("Если Н = 0 Тогда Возврат 0; КонецЕсли;"))).toBe(1275)
    await expect(called(text(""))).rejects.toThrow(NotModelled)
  })

  it("are called in other modules by their exported names", async () => {
    const platform = makePlatform(makeWorld())
    const library = {
      name: "Библиотека",
      text: 'Перем Имя Экспорт;\nФункция Вдвое(А) Экспорт\nА = А * 2;\nВозврат А;\nКонецФункции\nФункция Скрытая()\nВозврат 1;\nКонецФункции\nИмя = "б";',
    }
    const user = (body: string) => ({ name: "Модуль", text: `Функция Ф() Экспорт\n${body}\nКонецФункции` })
    const program = await Program.load(
      [library, user("А = 3;\nБ = библиотека.вдвое(А);\nВозврат Библиотека.Имя + А + Б;")],
      platform,
    )
    expect(await program.call("Модуль", "Ф", [])).toBe("б66")
    await expect(Program.load([library, user("Возврат Библиотека.Скрытая();")], platform)).rejects.toThrow(
      "Метод объекта не обнаружен (Скрытая)",
    )
    await expect(Program.load([library, user("Возврат Библиотека.Вдвое();")], platform)).rejects.toThrow(
      "Недостаточно фактических параметров",
    )
  })
})

it("a program may be written in English, or in both languages", async () => {
  const text =
    'Function Twice(Val A, B = 2)\nReturn A * B;\nEndFunction\nФункция Ф() Экспорт\nS = New Structure("Sum", 0);\nFor Each X In New Array(3) Do\nS.Sum = S.Sum + 1;\nEndDo;\nIf Not S.Property("Нет") And S.Count() = 1 Then\nReturn Twice(S.Sum) + StrLen(TrimAll(" а "));\nElsIf True Then\nRaise "нет";\nEndIf;\nReturn Undefined;\nКонецФункции'
  expect(await called(text)).toBe(7)
})

describe("loops", () => {
  it("are left, gone on with, and returned from", async () => {
    expect(
      await result(
        "С = 0; Для Н = 1 По 10 Цикл Если Н = 3 Тогда Продолжить; КонецЕсли; Если Н > 5 Тогда Прервать; КонецЕсли; С = С + Н; КонецЦикла; Возврат С;",
      ),
    ).toBe(12)
    expect(
      await result(
        "Пока Истина Цикл Для Н = 1 По 3 Цикл Если Н = 2 Тогда Возврат Н; КонецЕсли; КонецЦикла; КонецЦикла; Возврат 0;",
      ),
    ).toBe(2)
  })

  it("take their ends before they begin, and need not run at all", async () => {
    expect(await result("Е = 2; С = 0; Для Н = 1 По Е Цикл Е = 100; С = С + 1; КонецЦикла; Возврат С;")).toBe(
      2,
    )
    expect(await result("С = 0; Для Н = 1 По 0 Цикл С = С + 1; КонецЦикла; Возврат С;")).toBe(0)
  })

  it("go over what was there when they began", async () => {
    expect(
      await result(
        "М = Новый Массив; М.Добавить(1); М.Добавить(2); Для Каждого Э Из М Цикл М.Добавить(Э); КонецЦикла; Возврат М.Количество();",
      ),
    ).toBe(4)
  })

  it("end, even those that have no end", async () => {
    await expect(result("Пока Истина Цикл КонецЦикла; Возврат 0;")).rejects.toThrow(NotModelled)
  })
})

describe("exceptions", () => {
  it("know where they were raised, also when they come from below", async () => {
    const body =
      'Попытка\n\tА = 1 / 0;\nИсключение\n\tО = ИнформацияОбОшибке();\n\tВозврат О.Описание + О.НомерСтроки + "|" + ПодробноеПредставлениеОшибки(О) + "|" + КраткоеПредставлениеОшибки(О);\nКонецПопытки;'
    expect(await result(body)).toBe("Деление на 03|{Модуль(3,2)}: Деление на 0|Деление на 0")
  })

  it("are raised again as they were, or tell of the one before", async () => {
    const inner = (raise: string) =>
      `Попытка\nПопытка\nВызватьИсключение "раз";\nИсключение\n${raise}\nКонецПопытки;\nИсключение\nВозврат ПодробноеПредставлениеОшибки(ИнформацияОбОшибке());\nКонецПопытки;`
    expect(await result(inner("ВызватьИсключение;"))).toBe("{Модуль(4,1)}: раз")
    expect(await result(inner('ВызватьИсключение "два";'))).toBe(
      "{Модуль(6,1)}: два\nпо причине:\n{Модуль(4,1)}: раз",
    )
  })

  it("leave the handler's information when it is over", async () => {
    expect(
      await result("Попытка А = 1 / 0; Исключение КонецПопытки; Возврат ИнформацияОбОшибке().Описание;"),
    ).toBe("")
  })

  it.each([
    ['Возврат 1 + "а";', "Преобразование значения к типу Число не может быть выполнено"],
    ["Возврат Неопределено + 1;", "Преобразование значения к типу Число не может быть выполнено"],
    [
      'Если "да" Тогда КонецЕсли; Возврат 0;',
      "Преобразование значения к типу Булево не может быть выполнено",
    ],
    [
      'Возврат 1 < "2";',
      "Операции сравнения на больше-меньше допустимы только для значений совпадающих примитивных типов",
    ],
    ["А = 5; Возврат А.Поле;", "Значение не является значением объектного типа (А)"],
    ["М = Новый Массив; Возврат М[0];", "Значение индекса выходит за границы диапазона"],
    ["М = Новый Массив; М.Лишний();", "Метод объекта не обнаружен (Лишний)"],
    ["М = Новый Массив; М.Добавить(1, 2);", "Слишком много фактических параметров"],
    ["С = Новый Структура; С.Поле = 1;", "Поле объекта не обнаружено (Поле)"],
    ["Для Каждого Э Из Символы Цикл КонецЦикла; Возврат 0;", "Итератор для значения не определен"],
    ['Возврат Дата("вчера");', "Преобразование значения к типу Дата не может быть выполнено"],
    ['Возврат Тип("НетТакого");', "Тип не определен (НетТакого)"],
  ])("%s", async (body, message) => {
    const failure = await result(body).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Exception)
    expect(String(failure)).toContain(message)
  })

  it("what is not modelled goes through every handler", async () => {
    for (const body of [
      'Выполнить("А = 1");',
      'А = Формат(1, "ЧЦ=5");',
      'А = Новый HTTPСоединение("localhost");',
      'А = Новый("Массив");',
    ])
      await expect(result(`Попытка\n${body}\nИсключение\nКонецПопытки;\nВозврат 0;`)).rejects.toThrow(
        NotModelled,
      )
  })
})

describe("two calls at once", () => {
  it("do not see each other's exceptions", async () => {
    const program = await load(
      "Функция Ф(А) Экспорт\nПопытка\nВызватьИсключение А;\nИсключение\nДля Н = 1 По 20 Цикл\nА = А;\nКонецЦикла;\nВозврат ИнформацияОбОшибке().Описание;\nКонецПопытки;\nКонецФункции",
    )
    const texts = ["раз", "два", "три"]
    expect(await Promise.all(texts.map((text) => program.call("Модуль", "Ф", [text])))).toEqual(texts)
  })
})

it("dates are moved by seconds, and told apart by them", async () => {
  expect(await evaluate("Возврат ('20260228235959' + 1) - '20260301';")).toEqual(Decimal.zero)
  expect(await result("Возврат '20260301' > '20260228';")).toBe(true)
  expect(await result("Возврат XMLСтрока('20260923120500');")).toBe("2026-09-23T12:05:00")
  expect(
    await result(
      "Возврат Формат('20260923090500', \"ДФ='dd.MM.yyyy HH:mm'\") + \"/\" + Формат('00010101', \"ДФ=yyyy\");",
    ),
  ).toBe("23.09.2026 09:05/")
})
