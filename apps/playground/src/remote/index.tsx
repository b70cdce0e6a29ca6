/**
 * The room for a service on a port: asks who is at the address, and gives what the page needs of it; or says why it cannot be the page's service.
 */
import type { Remote } from "../shop/Remote.ts"
import { knock, type Why } from "./Knocking.ts"
import { sandboxAt } from "./SandboxService.ts"

export { Refused } from "./Refused.tsx"

export const answerAt = async (
  address: string,
): Promise<{ readonly remote: Remote } | { readonly why: Why }> => {
  const found = await knock(address)
  switch (found._tag) {
    case "Sandbox": {
      const remote = sandboxAt(found.url, found.state)
      return remote === undefined ? { why: "empty" } : { remote }
    }
    case "Gateway":
      return { why: "other" }
    case "Refused":
      return { why: found.why }
  }
}
