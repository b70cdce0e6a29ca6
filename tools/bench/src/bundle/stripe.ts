/** One call of a well-known client over `fetch`, for scale. Bundled, never run. */
import Stripe from "stripe"

export const find = (key: string, id: string) =>
  new Stripe(key, { httpClient: Stripe.createFetchHttpClient() }).customers.retrieve(id)
