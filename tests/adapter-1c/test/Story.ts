/** A shop with a till, for one story. */
import * as Shop from "./Shop.ts"
import * as Till from "./Till.ts"

/** The only text that РМК takes for a success. */
export const WRITTEN_OFF = "Бонусы успешно списаны"

export const inShop =
  (play: (shop: Shop.Shop, till: Till.Till) => Promise<void>, options: Shop.Options = {}) =>
  async () => {
    const shop = await Shop.open(options)
    try {
      await play(shop, Till.make(shop))
    } finally {
      await shop.close()
    }
  }

/** What each sale in the service's ledger spent. */
export const spends = async (shop: Shop.Shop) => (await shop.sales()).map(({ spend }): number => spend)
