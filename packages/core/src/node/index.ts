/** What needs Node's own modules, apart from the rest of core: `@loyalkit/core/node`. */
export * as SqliteJournal from "./SqliteJournal.ts"
export * as UndiciTransport from "./UndiciTransport.ts"
export { sqliteJournal, undiciTransport } from "./PromiseHandles.ts"
