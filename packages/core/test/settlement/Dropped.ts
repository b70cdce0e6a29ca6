/**
 * Each assumption and each safeguard, taken away: what is then searched, and what to call it in the docs.
 */
import type { Receipt, Service } from "./Model.ts"
import type { Question } from "./Search.ts"

const service = (shows: Service["shows"], deadHold: Service["deadHold"] = "ignored"): Service => ({
  shows,
  saleEnds: "point",
  deadHold,
})

/** Two points are spent; where a service credits spends as well, they earn one. */
export const SPEND: Receipt = { spend: 2, held: 2, earn: 1, change: -2, exclusivePoint: false }

/** The two readings that show a hold, with everything else as hostile as it can be. */
export const BOTH: ReadonlyArray<Service> = [service("adds"), service("takes-off")]

export interface Dropped {
  readonly id: string
  readonly en: string
  readonly ru: string
  readonly question: Question
}

const spend = (more: Partial<Question>): Question => ({
  receipt: SPEND,
  services: BOTH,
  strangers: 0,
  ours: 0,
  resends: ["same"],
  ...more,
})

/** What has to be believed of the world. */
export const ASSUMPTIONS: ReadonlyArray<Dropped> = [
  {
    id: "late-request",
    en: "A request is executed later than the window",
    ru: "Запрос исполнен позже окна",
    question: spend({ drops: ["lateRequest"], harms: ["doubled"] }),
  },
  {
    id: "stepwise-sale",
    en: "A sale does not end its holds in the same step",
    ru: "Продажа завершает резервы не в тот же миг",
    question: spend({ drops: ["stepwiseSale"] }),
  },
  {
    id: "same-sale",
    en: "A stranger's sale at this point changes the client's balance by exactly what ours does",
    ru: "Чужая продажа в этой точке меняет баланс клиента ровно так же, как наша",
    question: spend({ drops: ["sameSale"], strangers: 1 }),
  },
  {
    id: "acts-cancel",
    en: "Two movements that the journal does not know of cancel each other between the looks",
    ru: "Два движения, о которых журнал не знает, гасят друг друга между взглядами",
    question: spend({
      drops: ["actsAddUp"],
      services: [service("adds")],
      strangers: 2,
      resends: [],
      harms: ["denied"],
    }),
  },
  {
    id: "acts-add-up",
    en: "Two movements that the journal does not know of add up to our sale since the baseline",
    ru: "Два движения, о которых журнал не знает, вместе дают нашу продажу",
    question: spend({ drops: ["actsAddUp"], strangers: 2, harms: ["invented"] }),
  },
  {
    id: "strangers-at-point",
    en: "With the option `exclusivePoint`: somebody else sells at the point after all",
    ru: "С опцией `exclusivePoint`: в точке продаёт и кто-то ещё",
    question: spend({
      receipt: { ...SPEND, exclusivePoint: true },
      drops: ["strangersAtPoint"],
      strangers: 1,
    }),
  },
]

/** What the settler does about it. */
export const SAFEGUARDS: ReadonlyArray<Dropped> = [
  {
    id: "calibration",
    en: "“Committed” is said before this service was seen to show a hold",
    ru: "«Создана» говорится раньше, чем видно, что сервис вообще показывает резервы",
    question: spend({ drops: ["calibration"], services: [service("hides")] }),
  },
  {
    id: "sign-after-window",
    en: "The sign is learnt from looks within the window",
    ru: "Знак узнан по взглядам внутри окна",
    question: spend({ drops: ["signAfterWindow"], services: [service("adds")], strangers: 2, resends: [] }),
  },
  {
    id: "sign-while-certain",
    en: "The sign is learnt while a hold of ours may end",
    ru: "Знак узнан, когда наш резерв мог истечь",
    question: spend({
      drops: ["signWhileCertain"],
      services: [service("hides")],
      strangers: 2,
    }),
  },
  {
    id: "third-look",
    en: "A single pair of looks",
    ru: "Только одна пара взглядов",
    question: spend({ drops: ["thirdLook"], strangers: 1 }),
  },
  {
    id: "window",
    en: "“Not created” is final within the window",
    ru: "«Не создана» окончательно ещё внутри окна",
    question: spend({ drops: ["window"], harms: ["doubled"] }),
  },
  {
    id: "unchanged",
    en: "`y = x = b` is read as “not created”",
    ru: "`y = x = b` читается как «не создана»",
    question: spend({ drops: ["unchangedUndecided"], strangers: 1 }),
  },
  {
    id: "lifetime",
    en: "A hold that may have expired counts as alive until somebody ended it",
    ru: "Резерв, который мог истечь, считается завершённым кем-то",
    question: spend({ drops: ["lifetime"], strangers: 1 }),
  },
  {
    id: "hold-kept",
    en: "The hold is released before the look",
    ru: "Резерв снят раньше взгляда",
    question: spend({ drops: ["holdKept"], strangers: 1 }),
  },
  {
    id: "small-before-look",
    en: "The one-point hold is taken after the look that saw the sale's hold",
    ru: "Резерв в один балл взят после взгляда, который видел резерв продажи",
    question: spend({ drops: ["smallBeforeLook"] }),
  },
  {
    id: "small-with-fresh-hold",
    en: "A one-point hold stays a witness when a fresh hold is taken",
    ru: "Резерв в один балл остаётся свидетелем и при новом резерве продажи",
    question: spend({
      drops: ["smallWithFreshHold"],
      services: [service("takes-off")],
      strangers: 2,
      resends: ["fresh"],
    }),
  },
  {
    id: "ask-client",
    en: "The journal is not asked about the client's other checkouts",
    ru: "Журнал не спрошен о других чеках клиента",
    question: spend({ drops: ["askClient"], ours: 1 }),
  },
  {
    id: "ask-point",
    en: "The journal is not asked about other clients' sales at the point",
    ru: "Журнал не спрошен о продажах другим клиентам в этой точке",
    question: spend({ drops: ["askPoint"], ours: 1, strangers: 1 }),
  },
  {
    id: "ask-between",
    en: "The journal is not asked what it moved between the looks",
    ru: "Журнал не спрошен, что он сам двигал между взглядами",
    question: spend({ drops: ["askBetween"], ours: 2 }),
  },
  {
    id: "name-own-holds",
    en: "A look does not name the one-point hold where naming adds",
    ru: "Взгляд не называет резерв в один балл там, где названное прибавляется",
    question: spend({ drops: ["nameOwnHolds"], services: [service("adds")], strangers: 2, resends: [] }),
  },
  {
    id: "refusal-reopens",
    en: "A 422 to the second request is taken as final (and the first is executed late)",
    ru: "422 на второй запрос принят за окончательный ответ (а первый исполнен с опозданием)",
    question: spend({
      drops: ["refusalReopens", "lateRequest"],
      services: [service("adds", "refused"), service("takes-off", "refused")],
      harms: ["refused"],
    }),
  },
  {
    id: "same-hold",
    en: "Sent again with a fresh hold where the same would do (and the first is executed late)",
    ru: "Повтор с новым резервом там, где годился прежний (а первый запрос исполнен с опозданием)",
    question: spend({
      drops: ["lateRequest"],
      services: [service("adds", "refused"), service("takes-off", "refused")],
      resends: ["fresh"],
      harms: ["doubled"],
    }),
  },
]
