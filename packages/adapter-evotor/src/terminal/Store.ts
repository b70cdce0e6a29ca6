/** A durable key-value store of the app: React Native's `AsyncStorage` behind three functions, or anything that survives the process. */
export interface Store {
  readonly get: (key: string) => PromiseLike<string | null | undefined>
  /** Written for good once it resolves. */
  readonly set: (key: string, value: string) => PromiseLike<unknown>
  readonly remove: (key: string) => PromiseLike<unknown>
}
