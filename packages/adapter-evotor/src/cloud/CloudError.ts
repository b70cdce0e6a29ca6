/**
 * What can go wrong with asking Evotor's cloud, by what there is to do about it.
 *
 * A detail may quote what the cloud said, so it was masked and cut before it came here.
 */
import * as Data from "effect/Data"

/** No answer, or an error of the cloud's own. Tried again. */
export class CloudUnreachable extends Data.TaggedError("CloudUnreachable")<{ readonly detail: string }> {
  override get message(): string {
    return `Evotor's cloud cannot be reached (${this.detail}). It is tried again.`
  }
}

/** 429: asked too often. */
export class CloudBusy extends Data.TaggedError("CloudBusy")<{
  /** When to ask again, in milliseconds from now. */
  readonly retryAfter: number
}> {
  override get message(): string {
    return `Evotor's cloud is asked too often. It is asked again in ${Math.ceil(this.retryAfter / 1_000)} s; see who else uses the token.`
  }
}

/** 401 or 403: the token is wrong, or the application was taken off. */
export class TokenRefused extends Data.TaggedError("TokenRefused")<{ readonly detail: string }> {
  override get message(): string {
    return `Evotor's cloud refused the token (${this.detail}). Install the application anew, or correct the token in adapters.evotor.cloud.`
  }
}

/** 402: the application is not paid for on all terminals of the store. Other stores go on. */
export class StoreNotPaid extends Data.TaggedError("StoreNotPaid")<{ readonly store: string }> {
  override get message(): string {
    return `Evotor gives no documents of the store ${this.store}: the application is not paid for on all of its terminals. Pay for them in Evotor's market.`
  }
}

/** The cloud will not: a wrong request, a store that it does not know. */
export class CloudRefused extends Data.TaggedError("CloudRefused")<{
  readonly status: number
  readonly detail: string
}> {
  override get message(): string {
    return `Evotor's cloud refused the request (HTTP ${this.status}; ${this.detail}). Check the stores in adapters.evotor.cloud.`
  }
}

/** Something else answered, in a form that is not known, or larger than 10 MB. */
export class CloudUnreadable extends Data.TaggedError("CloudUnreadable")<{ readonly detail: string }> {
  override get message(): string {
    return `What answered is not Evotor's cloud as it is known (${this.detail}). Check adapters.evotor.cloud.url, and what stands between.`
  }
}

export type CloudError =
  | CloudUnreachable
  | CloudBusy
  | TokenRefused
  | StoreNotPaid
  | CloudRefused
  | CloudUnreadable
