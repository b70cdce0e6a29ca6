/**
 * The words that BSL keeps for itself, each in both languages. They count in any case, and never after a dot.
 */
import { NameTable } from "../values/Names.ts"

/** The Russian spelling stands for the keyword. */
const pairs = [
  ["Процедура", "Procedure"],
  ["КонецПроцедуры", "EndProcedure"],
  ["Функция", "Function"],
  ["КонецФункции", "EndFunction"],
  ["Экспорт", "Export"],
  ["Знач", "Val"],
  ["Перем", "Var"],
  ["Если", "If"],
  ["Тогда", "Then"],
  ["ИначеЕсли", "ElsIf"],
  ["Иначе", "Else"],
  ["КонецЕсли", "EndIf"],
  ["Для", "For"],
  ["Каждого", "Each"],
  ["Из", "In"],
  ["По", "To"],
  ["Пока", "While"],
  ["Цикл", "Do"],
  ["КонецЦикла", "EndDo"],
  ["Попытка", "Try"],
  ["Исключение", "Except"],
  ["КонецПопытки", "EndTry"],
  ["ВызватьИсключение", "Raise"],
  ["Возврат", "Return"],
  ["Прервать", "Break"],
  ["Продолжить", "Continue"],
  ["Новый", "New"],
  ["И", "And"],
  ["Или", "Or"],
  ["Не", "Not"],
  ["Истина", "True"],
  ["Ложь", "False"],
  ["Неопределено", "Undefined"],
  ["Null", "Null"],
  ["Перейти", "Goto"],
  ["Выполнить", "Execute"],
  ["ДобавитьОбработчик", "AddHandler"],
  ["УдалитьОбработчик", "RemoveHandler"],
  ["Асинх", "Async"],
] as const

export type Keyword = (typeof pairs)[number][0]

const keywords = new NameTable<Keyword>(pairs.map((pair) => [pair, pair[0]]))

/** The keyword that a word is, if it is one. */
export const keywordOf = (word: string): Keyword | undefined => keywords.get(word)

const english = new Map<string, string>(pairs)

/** A keyword as 1C's messages name it. */
export const inWords = (keyword: Keyword): string => `${keyword} (${english.get(keyword) ?? keyword})`
