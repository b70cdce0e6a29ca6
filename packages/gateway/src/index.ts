/** The gateway's API and its routes, for those who serve them themselves or call them. The process is `@loyalkit/gateway/node`. */
export * as Engine from "./Engine.ts"
export { GatewayApi } from "./api/GatewayApi.ts"
export * as GatewayHttp from "./GatewayHttp.ts"
export type { Settings, Till } from "./Settings.ts"
