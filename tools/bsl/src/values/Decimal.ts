/**
 * 1C's `Число`: decimal, not binary, so that 0.1 + 0.2 is 0.3 and kopecks add up.
 *
 * A whole coefficient and how many of its digits stand behind the point; always the shortest such pair, so that equal
 * numbers look equal. Sums and products are exact; a quotient has so many decimals as `DIVISION_DECIMALS` says.
 */

/** Our reading: 1C documents no number; it keeps 27 or more decimals of a quotient. */
export const DIVISION_DECIMALS = 27

const TEXT = /^([+-]?)(\d+)(?:\.(\d+))?$|^([+-]?)\.(\d+)$/

const power = (exponent: number): bigint => 10n ** BigInt(exponent)
const absolute = (value: bigint): bigint => (value < 0n ? -value : value)

/** The quotient as a whole number, halves away from zero. */
const divided = (dividend: bigint, divisor: bigint): bigint => {
  const quotient = absolute(dividend) / absolute(divisor)
  const rest = absolute(dividend) % absolute(divisor)
  const rounded = rest * 2n >= absolute(divisor) ? quotient + 1n : quotient
  return dividend < 0n === divisor < 0n ? rounded : -rounded
}

export class Decimal {
  readonly coefficient: bigint
  /** How many digits of the coefficient stand behind the point; never negative. */
  readonly scale: number

  private constructor(coefficient: bigint, scale: number) {
    let shortest = coefficient
    let left = scale
    while (left > 0 && shortest % 10n === 0n) {
      shortest /= 10n
      left -= 1
    }
    this.coefficient = shortest
    this.scale = left
  }

  static readonly zero = new Decimal(0n, 0)

  static whole(value: number | bigint): Decimal {
    return new Decimal(BigInt(value), 0)
  }

  /** Reads digits with a point, a sign before them, and nothing else; JSON's exponents too. */
  static parse(text: string): Decimal | undefined {
    const [mantissa = "", exponent = "0", ...rest] = text.toLowerCase().split("e")
    const match = TEXT.exec(mantissa)
    if (match === null || rest.length > 0 || !/^[+-]?\d{1,3}$/.test(exponent)) return undefined
    const sign = match[1] ?? match[4]
    const fraction = match[3] ?? match[5] ?? ""
    const digits = BigInt(`${match[2] ?? ""}${fraction}`)
    const scale = fraction.length - Number(exponent)
    const coefficient = sign === "-" ? -digits : digits
    return scale >= 0 ? new Decimal(coefficient, scale) : new Decimal(coefficient * power(-scale), 0)
  }

  /** The coefficient, had the number so many digits behind the point. Never fewer than it has. */
  private at(scale: number): bigint {
    return this.coefficient * power(scale - this.scale)
  }

  private with(other: Decimal, combine: (left: bigint, right: bigint) => bigint): Decimal {
    const scale = Math.max(this.scale, other.scale)
    return new Decimal(combine(this.at(scale), other.at(scale)), scale)
  }

  plus(other: Decimal): Decimal {
    return this.with(other, (left, right) => left + right)
  }

  minus(other: Decimal): Decimal {
    return this.with(other, (left, right) => left - right)
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.coefficient * other.coefficient, this.scale + other.scale)
  }

  /** Nothing where the divisor is zero. */
  dividedBy(other: Decimal): Decimal | undefined {
    if (other.isZero) return undefined
    const scale = Math.max(this.scale, other.scale)
    return new Decimal(divided(this.at(scale) * power(DIVISION_DECIMALS), other.at(scale)), DIVISION_DECIMALS)
  }

  /** What a whole quotient leaves; it has the dividend's sign. Nothing where the divisor is zero. */
  remainder(other: Decimal): Decimal | undefined {
    return other.isZero ? undefined : this.with(other, (left, right) => left % right)
  }

  negated(): Decimal {
    return new Decimal(-this.coefficient, this.scale)
  }

  absolute(): Decimal {
    return new Decimal(absolute(this.coefficient), this.scale)
  }

  /** Rounded to so many decimals, halves away from zero; a negative number of them rounds before the point. */
  rounded(decimals: number): Decimal {
    if (decimals >= this.scale) return this
    const kept = divided(this.coefficient, power(this.scale - decimals))
    return decimals >= 0 ? new Decimal(kept, decimals) : new Decimal(kept * power(-decimals), 0)
  }

  /** Without what stands behind the point. */
  truncated(): Decimal {
    return new Decimal(this.coefficient / power(this.scale), 0)
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale)
    const left = this.at(scale)
    const right = other.at(scale)
    return left < right ? -1 : left > right ? 1 : 0
  }

  equals(other: Decimal): boolean {
    return this.coefficient === other.coefficient && this.scale === other.scale
  }

  get isZero(): boolean {
    return this.coefficient === 0n
  }

  get isNegative(): boolean {
    return this.coefficient < 0n
  }

  /** As a count, an index or a number of seconds, whatever stands behind the point left out. */
  toWhole(): number {
    return Number(this.truncated().coefficient)
  }

  /** The digits before and behind the point, without a sign, behind it at least so many. */
  digits(decimals = 0): { readonly whole: string; readonly fraction: string } {
    const text = String(absolute(this.coefficient)).padStart(this.scale + 1, "0")
    const split = text.length - this.scale
    return { whole: text.slice(0, split), fraction: text.slice(split).padEnd(decimals, "0") }
  }

  /** With a point and no groups: as XML and JSON have it. */
  toString(): string {
    const { fraction, whole } = this.digits()
    return `${this.isNegative ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`
  }
}
