/**
 * What can go wrong with asking iikoCloud, by what there is to do about it.
 *
 * A detail may quote what the cloud said, so it was masked and cut before it came here.
 */
import * as Data from "effect/Data"

/** No answer, or one that says "later": the network, 408, an error of the cloud's own. Questions are tried again; a change may have been made. */
export class CloudUnreachable extends Data.TaggedError("CloudUnreachable")<{
  /** Where there was an answer. */
  readonly status?: number
  readonly detail: string
}> {
  override get message(): string {
    return `iikoCloud cannot be reached (${this.detail}). It is tried again.`
  }
}

/** 429: asked too often. */
export class CloudBusy extends Data.TaggedError("CloudBusy")<{
  /** In milliseconds, where the cloud said so. */
  readonly retryAfter?: number
}> {
  override get message(): string {
    return "iikoCloud is asked too often. Lower the limits in adapters.iiko.cloud.limits, or see who else uses the key."
  }
}

/** The key is a newer one, which the first way of logging in does not take. */
export class KeyNeedsV2 extends Data.TaggedError("KeyNeedsV2")<{}> {
  override get message(): string {
    return "iikoCloud wants this key to log in by /api/v2/access_token. Set apiKey, appId and clientSecret in adapters.iiko.cloud in place of apiLogin."
  }
}

/** The key is blocked: iiko does that after repeated wrong requests. Nothing is asked any more until the next start. */
export class KeyBlocked extends Data.TaggedError("KeyBlocked")<{}> {
  override get message(): string {
    return "iikoCloud has blocked the key. Nothing more is asked with it. Let iiko's support unblock it, then restart the gateway."
  }
}

/** The key or its secret is wrong, switched off, or has no right to this. */
export class KeyRefused extends Data.TaggedError("KeyRefused")<{ readonly detail: string }> {
  override get message(): string {
    return `iikoCloud refused the key (${this.detail}). Correct it in adapters.iiko.cloud, or switch it on in iikoWeb.`
  }
}

/** The cloud will not: a wrong request, an ID that it does not know. The same again is refused again, and may block the key. */
export class CloudRefused extends Data.TaggedError("CloudRefused")<{
  readonly status: number
  /** The cloud's own word, where it gave one. */
  readonly code?: string
  readonly detail: string
}> {
  override get message(): string {
    return `iikoCloud refused the request (HTTP ${this.status}; ${this.detail}). Check the organization and the IDs in adapters.iiko.`
  }
}

/** Something else answered, or in a form that is not known. */
export class CloudUnreadable extends Data.TaggedError("CloudUnreadable")<{ readonly detail: string }> {
  override get message(): string {
    return `What answered is not iikoCloud as it is known (${this.detail}). Check the address, and what stands between.`
  }
}

/** The key is not taken, for good or until somebody mends it. */
export type KeyError = KeyNeedsV2 | KeyBlocked | KeyRefused

/** Any failure of a question. */
export type CloudError = CloudUnreachable | CloudBusy | KeyError | CloudRefused | CloudUnreadable

/** The till refused an accepted command. `reason` is a code such as `EntityAlreadyInUse`, or a text. */
export class CommandFailed extends Data.TaggedError("CommandFailed")<{ readonly reason: string }> {
  override get message(): string {
    return `iiko could not do it (${this.reason}). See whether the order is open on a till's screen, and try again later.`
  }
}

/** 410: the cloud knows nothing of the command any more. Read the order before anything is repeated. */
export class CommandLost extends Data.TaggedError("CommandLost")<{}> {
  override get message(): string {
    return "iikoCloud does not know any more what became of the command. Look at the order before it is repeated."
  }
}

/** Accepted, and not done in all this time: the till may be off. Read the order before anything is repeated. */
export class CommandUnfinished extends Data.TaggedError("CommandUnfinished")<{ readonly seconds: number }> {
  override get message(): string {
    return `The till did not do it in ${this.seconds} s; it may be off, and do it later. Look at the order before it is repeated.`
  }
}

/** The order has a processed payment of somebody's: its payments cannot be replaced. */
export class PaymentsProcessed extends Data.TaggedError("PaymentsProcessed")<{}> {
  override get message(): string {
    return "A payment of the order is processed already, so its payments cannot be replaced. Leave it to the till."
  }
}

/** The cloud knows no such order: it was made at the till and never pulled in. */
export class NoSuchOrder extends Data.TaggedError("NoSuchOrder")<{}> {
  override get message(): string {
    return "iikoCloud does not know the order. One that was made at the till has to be pulled in first (init_by_posOrder)."
  }
}

/** Any failure of a command. */
export type CommandError = CloudError | CommandFailed | CommandLost | CommandUnfinished

/** Is it the key, so that nothing else will be answered either? */
export const isKeyError = (error: { readonly _tag: string }): error is KeyError =>
  error._tag === "KeyBlocked" || error._tag === "KeyNeedsV2" || error._tag === "KeyRefused"
