/**
 * What differs between 1C's platforms and machines, or is not known of them: each a switch of the double.
 *
 * The first value of each is the ordinary one. Sources: the notes on 1C that this was built from; which of them are documented,
 * reproduced or only inferred is said there and in `docs/1c-bsl.md`.
 */

export interface Oddities {
  /** How numbers, dates and yes/no look as text on this machine. */
  readonly regional: "russian" | "narrow spaces" | "american"
  /** In which order a Структура and a Соответствие are gone through. */
  readonly order: "inserted" | "reversed"
  /** In which language the platform words its exceptions. */
  readonly errorTexts: "russian" | "english"

  /** Does a body get a byte order mark: as the program says, or always? */
  readonly requestMark: "as told" | "always"
  /** Does the answer's text begin with a byte order mark, put there by whatever lies between? */
  readonly answerMark: "absent" | "present"
  /** With no encoding named: is the answer read by its charset, or as ISO-8859-1? */
  readonly charset: "heeded" | "guessed"
  /** A POST without a body: `Content-Length: 0`, or no length at all. */
  readonly emptyPost: "zero length" | "no length"
  /** Is `Content-Type` sent as told, or lost on the way? */
  readonly contentType: "as told" | "lost"
  /** How the names of headers are written in the answer's Соответствие. */
  readonly answerHeaders: "as sent" | "lower case" | "upper case"
  /** How the names of headers are written in the request. */
  readonly requestHeaders: "as told" | "lower case"
  /** The first line of a request: a path, or the whole address as proxies have it. */
  readonly target: "path" | "absolute"
  /** Does it ask for a go-ahead before it sends a body? */
  readonly expect: "never" | "100-continue"
  /** What the machine's settings do to a connection that does not switch the proxy off. */
  readonly systemProxy: "none" | "catches loopback"

  /** Numbers in JSON: `1500.5`, or `1.5005E+3`, which JSON allows as well. */
  readonly jsonNumbers: "plain" | "exponent"
  /** JSON's letters beyond ASCII: as they are, or as `\u0430`. */
  readonly jsonLetters: "plain" | "escaped"
  /** JSON's layout: in lines, as 1C's writer has it by default, or in one. */
  readonly jsonLayout: "lines" | "compact"
  /** Dates in JSON: to the second, or with a fraction. */
  readonly jsonDates: "seconds" | "fraction"
}

/** Every switch with its values, the ordinary one first. */
export const values: { readonly [Name in keyof Oddities]: ReadonlyArray<Oddities[Name]> } = {
  regional: ["russian", "narrow spaces", "american"],
  order: ["inserted", "reversed"],
  errorTexts: ["russian", "english"],
  requestMark: ["as told", "always"],
  answerMark: ["absent", "present"],
  charset: ["heeded", "guessed"],
  emptyPost: ["zero length", "no length"],
  contentType: ["as told", "lost"],
  answerHeaders: ["as sent", "lower case", "upper case"],
  requestHeaders: ["as told", "lower case"],
  target: ["path", "absolute"],
  expect: ["never", "100-continue"],
  systemProxy: ["none", "catches loopback"],
  jsonNumbers: ["plain", "exponent"],
  jsonLetters: ["plain", "escaped"],
  jsonLayout: ["lines", "compact"],
  jsonDates: ["seconds", "fraction"],
}

export const ordinary: Oddities = {
  regional: "russian",
  order: "inserted",
  errorTexts: "russian",
  requestMark: "as told",
  answerMark: "absent",
  charset: "heeded",
  emptyPost: "zero length",
  contentType: "as told",
  answerHeaders: "as sent",
  requestHeaders: "as told",
  target: "path",
  expect: "never",
  systemProxy: "none",
  jsonNumbers: "plain",
  jsonLetters: "plain",
  jsonLayout: "lines",
  jsonDates: "seconds",
}

/** A platform with one switch turned, and its name for a test. */
export interface OddPlatform {
  readonly name: string
  readonly oddities: Oddities
}

const names = Object.keys(ordinary) as ReadonlyArray<keyof Oddities> // the keys of the record above

/** The ordinary platform, then each switch turned alone, one value after the other. */
export const oneByOne: ReadonlyArray<OddPlatform> = [
  { name: "ordinary", oddities: ordinary },
  ...names.flatMap((name) =>
    values[name].slice(1).map((value) => ({
      name: `${name}: ${value}`,
      oddities: { ...ordinary, [name]: value },
    })),
  ),
]

/** Each switch turned as far as it goes, all at once. */
export const allAtOnce: OddPlatform = {
  name: "all at once",
  oddities: Object.fromEntries(names.map((name) => [name, values[name].at(-1)])) as unknown as Oddities, // one value for each key
}
