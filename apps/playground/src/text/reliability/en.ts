/**
 * Every word of the reliability page in English. The words are those of docs/reliability.md, and so are the names of the clients and profiles.
 */
export const en = {
  title: "Reliability",
  tagline:
    "A sale is settled exactly once. Here the simulator tries to break that: the real engine, a sandbox service, and a hostile day between them.",

  controls: {
    label: "What is played",
    profile: "Profile",
    profiles: { calm: "calm", rough: "rough", hostile: "hostile" },
    seed: "Seed",
    start: "Start",
    pause: "Pause",
    goOn: "Go on",
    ready: "Nothing is played yet.",
    playing: "Playing.",
    paused: "Paused.",
    stopped: "Stopped: something happened that must not.",
    failed: "The simulator did not load, or has ended. Look at the network, and start again.",
    speed: (receipts: string) => `${receipts} receipts a second`,
  },

  harm: {
    title: "Three clients, the same worlds",
    hint: "the same faults",
    client: "Client",
    double: "Double sales",
    lost: "Lost sales",
    about: {
      loyalkit: "writes down, looks, and never guesses",
      "retry three times": "tries every failed call again, a second later",
      "log and forget": "tries once",
    },
  },

  counters: {
    title: "What happened to ours",
    receipts: "receipts played",
    faults: "faults that struck",
    crashes: "crashes",
    doubts: "sales in doubt",
    witness: "decided by a witness",
    person: "decided by a person",
    queued: "earnings queued",
    delivered: "of these delivered",
  },

  plot: {
    double: { title: "Double sales", hint: "sold more than once" },
    lost: { title: "Lost sales", hint: "wanted, not refused, never made" },
    across: "receipts played",
    summary: (title: string, receipts: string, ends: string) =>
      `${title} after ${receipts} receipts: ${ends}`,
  },

  seen: {
    title: "What is seen, and what is assumed",
    seen: "Worlds of 120 receipts run in this page on virtual time, all chance from the seed: the same seed gives the same worlds here and in a terminal. The network loses and delays, the process dies at any step, the disk fails, cashiers press twice. A sale of ours is lost where the till was told to count on it and no case says otherwise: what nobody can know is left to a person. Most of that are sales that only earn: they have no witness unless a small hold is taken for one.",
    assumed:
      "Assumed: no request is executed later than the doubt window (60 s), a sale ends its holds in one step, balances are read fresh, and nobody sells for just as many points at the same point meanwhile. The service is our sandbox, not a real LoyalClient.",
    docs: "What each assumption is worth, and a million receipts: docs/reliability.md in the repository.",
    same: "The same in a terminal:",
  },

  violated: {
    title: "Something happened that must not",
    where: (seed: string, world: string) => `Seed ${seed}, world ${world}.`,
    receipt: (receipt: string) => `Receipt ${receipt}`,
    again: "In the repository this plays it again, and writes it to a file that replays:",
  },
}

export type Words = typeof en
