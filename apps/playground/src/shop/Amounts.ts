/**
 * The few numbers that the page works out itself, before the engine is asked; every other amount is the engine's.
 */
import { add, Kopecks, Points, wholePoints } from "@loyalkit/core/Money"

/** A receipt's quantities are counted in thousandths: a piece, or a kilogram, is so many. */
const WHOLE = 1_000

/** Pieces or kilograms, to be shown. */
export const inUnits = (thousandths: number): number => thousandths / WHOLE

/**
 * What so many thousandths cost, at this price for a whole. Nothing is rounded: the shop's prices and steps are
 * chosen so that it is whole kopecks, and if one is not, `make` says so at once.
 */
export const lineAmount = (price: Kopecks, thousandths: number): Kopecks =>
  Kopecks.make((price * thousandths) / WHOLE)

/** The slider moves by whole points. */
export const SLIDER_STEP = Points.make(100)

/**
 * Where the slider ends: the most that can be spent, up to the next whole point, since a slider stops at none but
 * its steps and would never reach the last kopecks. It is a place on the slider, not an amount: what is chosen
 * there is cut to the most.
 */
export const sliderEnd = (most: Points): Points => {
  const whole = wholePoints(most)
  return whole === most ? whole : add(whole, SLIDER_STEP)
}
