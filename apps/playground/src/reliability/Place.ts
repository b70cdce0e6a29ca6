/** What every part of the reliability page may ask for: the playing, how numbers are written, and the words. */
import { createContext, useContext } from "solid-js"
import type { Words } from "../text/reliability/en.ts"
import type { Playing } from "./Playing.ts"

export interface Place {
  readonly playing: Playing
  readonly number: (value: number) => string
  readonly t: () => Words
}

export const PlaceContext = createContext<Place>()

export const usePlace = (): Place => {
  const place = useContext(PlaceContext)
  if (place === undefined) throw new Error("a part stands outside of the reliability page")
  return place
}
