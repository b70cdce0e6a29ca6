/** Finds the links of a page that lead to files of this repository. */

/** `[text](target)` and `![picture](target)`; the part behind `#` names a place in the file. */
const LINK = /\]\(([^)\s]+)\)/g
const ELSEWHERE = /^([a-z]+:|#)/

/** The targets, as they are written, without those on other machines or on the page itself. */
export const links = (page: string): ReadonlyArray<string> =>
  [...page.matchAll(LINK)]
    .map(([, target = ""]) => target)
    .filter((target) => !ELSEWHERE.test(target))
    .map((target) => target.replace(/#.*$/, ""))
