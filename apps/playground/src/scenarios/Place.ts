/** What every part of a scenario that is open may ask for: the scenario, its playing, how things are written, and the words. */
import { createContext, useContext } from "solid-js"
import type { Speech } from "../text/Language.ts"
import type { Words } from "../text/scenarios/en.ts"
import type { Opened } from "./Address.ts"
import type { Playing } from "./Playing.ts"

export interface Place {
  readonly opened: Opened
  readonly playing: Playing
  readonly speech: Speech
  readonly t: () => Words
}

export const PlaceContext = createContext<Place>()

export const usePlace = (): Place => {
  const place = useContext(PlaceContext)
  if (place === undefined) throw new Error("a part stands outside of a scenario that is open")
  return place
}
