// A till's program with promises, as someone writes it who has never seen this repository.
import { createLoyalty } from "@loyalkit/core/promise"

export interface Till {
  readonly url: string
  readonly apiKey: string
  readonly point: string
  readonly receipt: string
}

/** Sells for 400 rubles, of which 150 are paid with points, and tells what was charged in kopecks. */
export const sell = async ({ url, apiKey, point, receipt }: Till): Promise<number> => {
  const loyalty = await createLoyalty({ url, apiKey })
  const key = { point, receipt }
  const client = await loyalty.identify({ ...key, search: "79000000001" })
  if (!client.ok) throw new Error(client.error.message)
  const quote = await loyalty.quote({ ...key, amountKopecks: 400_00 })
  if (!quote.ok) throw new Error(quote.error.message)
  const held = await loyalty.hold({ ...key, pointsHundredths: 150_00 })
  if (!held.ok) throw new Error(held.error.message)
  const settled = await loyalty.commit({ ...key, amountKopecks: 400_00, pointsHundredths: 150_00 })
  if (!settled.ok) throw new Error(settled.error.message)
  await loyalty.close()
  return settled.value.sale.totalKopecks
}
