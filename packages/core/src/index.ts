/** loyalkit's engine. Each room is a module of its own, also by path: `@loyalkit/core/Checkout`. */
export * as Domain from "./Domain.ts"
export * as Journal from "./Journal.ts"
export * as LoyaltyError from "./LoyaltyError.ts"
export * as Money from "./Money.ts"
export * as Policy from "./Policy.ts"
export * as Transport from "./Transport.ts"
