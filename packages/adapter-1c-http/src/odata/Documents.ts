/**
 * Which documents a configuration has, and where its cards are.
 *
 * The names of the cards' fields were read in public sources of the three configurations (УНФ and УТ: metadata; Розница: programs that read it by
 * OData). Where a shop's differ, the settings name them.
 */
import type { Dialect } from "../SeenReceipt.ts"
import type { Source } from "./dialect/Receipt.ts"
import * as Retail2 from "./dialect/Retail2.ts"
import * as Unf from "./dialect/Unf.ts"
import * as Ut11 from "./dialect/Ut11.ts"
import type { CardCatalogue } from "./Settings.ts"

/** The documents of a dialect, sales before returns. */
export const sources: Readonly<Record<Dialect, ReadonlyArray<Source>>> = {
  unf: Unf.sources,
  retail2: Retail2.sources,
  ut11: Ut11.sources,
}

/** The cards of a dialect. */
export const cards: Readonly<Record<Dialect, CardCatalogue>> = {
  unf: {
    entity: "Catalog_ДисконтныеКарты",
    codes: ["КодКартыШтрихкод", "КодКартыМагнитный"],
    owner: "ВладелецКарты",
    ownerEntity: "Catalog_Контрагенты",
  },
  retail2: {
    entity: "Catalog_ИнформационныеКарты",
    codes: ["КодКарты"],
    owner: "ВладелецКарты",
    ownerEntity: "Catalog_ФизическиеЛица",
  },
  ut11: {
    entity: "Catalog_КартыЛояльности",
    codes: ["Штрихкод", "МагнитныйКод"],
    owner: "Партнер",
    ownerEntity: "Catalog_Партнеры",
  },
}
