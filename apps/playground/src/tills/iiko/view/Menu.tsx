/** The menu: a press adds the dish to the guest that was chosen. */
import { For } from "solid-js"
import { goods } from "../../../shop/Goods.ts"
import { useTill } from "./TillContext.ts"

export const Menu = () => {
  const { speech, till, words } = useTill()
  const texts = () => words().dishes
  return (
    <div class="iiko-menu" role="group" aria-label={texts().menuFor(texts().guest(till.desk.guest()))}>
      <For each={goods}>
        {(good) => (
          <button type="button" onClick={() => till.change(good, till.desk.guest(), 1)}>
            {good.name[speech.language()]} <small>{speech.amount(good.price)}</small>
          </button>
        )}
      </For>
    </div>
  )
}
