/**
 * Real requests of a till, as it sends them over a line in the page.
 */

/** What JSON can hold. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

/** What a till hears: an answer, or nothing. */
export type Heard =
  | { readonly _tag: "Answered"; readonly status: number; readonly body: string }
  | { readonly _tag: "Lost" }

/** A request whose body can be read in browsers that do not let one read a `Request`'s as a stream. */
const readable = (request: Request, body: string): Request => {
  if (!("body" in request)) Object.defineProperty(request, "body", { value: new Response(body).body })
  return request
}

export const requestOf = (verb: string, url: string, headers: Headers, body: string): Request =>
  readable(new Request(url, { method: verb, headers, ...(verb === "POST" ? { body } : {}) }), body)
