/** The gateway as a process of Node's. The command is `loyalkit-gateway`. */
export { GatewayStartError, launch } from "./GatewayServer.ts"
