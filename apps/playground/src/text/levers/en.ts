/** The words of everything that breaks something on the page, and of time, in English. */
export const levers = {
  title: "Break it",
  time: {
    label: "Time",
    byItself: "Runs by itself",
    goes: "on",
    stands: "off",
    minute: "+1 minute",
    holdEnds: "To hold's end",
  },
  lines: {
    label: "Lines",
    till: "Tills – gateway",
    service: "Engine – service",
    up: "up",
    down: "down",
    losesAnswer: "Lose next answer",
    toLose: (count: number) => `Answers that will be lost: ${count}`,
  },
  engine: { label: "Engine", kill: "Kill the engine", start: "Start the engine again" },
  faults: {
    label: (armed: number) => (armed === 0 ? "The next call fails…" : `Calls that will fail: ${armed}`),
    which: "Which call",
    any: "any",
    none: "Nothing fails any more",
    armed: (call: string, way: string) => `Next ${call}: ${way}`,
    fates: {
      "not-sent": "Not sent: the engine knows",
      rejected: "Refused: the engine knows",
      "not-executed": "Nobody can tell; in truth not executed",
      executed: "Nobody can tell; in truth executed",
    },
  },
  outside: {
    label: "Elsewhere…",
    about: "Somebody else at the service, with the client of this receipt. The engine hears nothing of it.",
    sale: "Another till sells, spending 100",
    hold: "Another till holds 100",
    credit: "Somebody credits 100",
  },
}
