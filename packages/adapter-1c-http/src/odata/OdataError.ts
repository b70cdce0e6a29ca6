/**
 * What can go wrong with reading from 1C, by what there is to do about it.
 *
 * A detail may quote what a server said, so it was masked and cut before it came here.
 */
import * as Data from "effect/Data"

/** No answer, or one that says "later": the server is down, busy or far. Tried again. */
export class OdataUnreachable extends Data.TaggedError("OdataUnreachable")<{ readonly detail: string }> {
  override get message(): string {
    return `1C cannot be reached (${this.detail}). It is tried again; see that its web server runs.`
  }
}

/** 401 or 403. */
export class OdataUnauthorized extends Data.TaggedError("OdataUnauthorized")<{ readonly status: number }> {
  override get message(): string {
    return `1C refused the user or the password (HTTP ${this.status}). Correct them in the settings, and give the user the right to use OData.`
  }
}

/** 1C answered that it will not: a query it does not take, an object that is not published, an error of its own. */
export class OdataRefused extends Data.TaggedError("OdataRefused")<{
  readonly status: number
  readonly detail: string
}> {
  override get message(): string {
    return `1C refused the request (HTTP ${this.status}; ${this.detail}). See that the object is published for OData and the address is right.`
  }
}

/** Something else answered: a web page, XML, half a body, more than anybody reads. */
export class OdataUnreadable extends Data.TaggedError("OdataUnreadable")<{ readonly detail: string }> {
  override get message(): string {
    return `What answered is not 1C's OData (${this.detail}). Check the address, and what stands between.`
  }
}

/** Any failure of a read. */
export type OdataError = OdataUnreachable | OdataUnauthorized | OdataRefused | OdataUnreadable
