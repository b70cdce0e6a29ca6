/**
 * The room for a sandbox or a gateway on a port: asks who is at the address, and gives what the page needs of it; or says why it cannot be had.
 */
import type { Remote } from "../shop/Remote.ts"
import type { Token } from "./GatewayProcess.ts"
import { gatewayService } from "./GatewayService.ts"
import { knock, type Why } from "./Knocking.ts"
import { sandboxAt } from "./SandboxService.ts"

export { Refused } from "./Refused.tsx"
export { TokenForm } from "./TokenForm.tsx"

export type Answer =
  | { readonly _tag: "Open"; readonly remote: Remote }
  | { readonly _tag: "Token"; readonly url: string; readonly isWrong: boolean }
  | { readonly _tag: "Refused"; readonly why: Why }

export const answerAt = async (address: string, token: Token): Promise<Answer> => {
  const found = await knock(address, token)
  switch (found._tag) {
    case "Sandbox": {
      const remote = sandboxAt(found.url, found.state)
      return remote === undefined ? { _tag: "Refused", why: "empty" } : { _tag: "Open", remote }
    }
    case "Gateway":
      return found.isKnown
        ? { _tag: "Open", remote: gatewayService(found.url, token) }
        : { _tag: "Token", url: found.url, isWrong: token !== undefined }
    case "Refused":
      return found
  }
}
