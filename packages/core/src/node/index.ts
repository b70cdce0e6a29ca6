/** What needs Node's own modules, apart from the rest of core: `@loyalkit/core/node`. */
export * as UndiciTransport from "./UndiciTransport.ts"
