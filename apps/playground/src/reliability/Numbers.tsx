/** The figures: the harm of the three clients beside each other, and what happened to ours. */
import { For } from "solid-js"
import { clients, counters, harms, type Client } from "./Figures.ts"
import { usePlace } from "./Place.ts"

const HarmTable = () => {
  const { number, playing, t } = usePlace()
  const isHarmed = (client: Client): boolean => harms.some((harm) => playing.figures().harm[client][harm] > 0)
  return (
    <table class="harm" aria-labelledby="harm-title">
      <thead>
        <tr>
          <th scope="col">{t().harm.client}</th>
          <For each={harms}>{(harm) => <th scope="col">{t().harm[harm]}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={clients}>
          {(client, index) => (
            <tr class={`client-${index()}`} classList={{ harmed: isHarmed(client) }}>
              <th scope="row">
                {client}
                <small>{t().harm.about[client]}</small>
              </th>
              <For each={harms}>{(harm) => <td>{number(playing.figures().harm[client][harm])}</td>}</For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

export const HarmPanel = () => {
  const { t } = usePlace()
  return (
    <section class="panel clients" aria-labelledby="harm-title">
      <div class="panel-head">
        <h2 id="harm-title">{t().harm.title}</h2>
        <small>{t().harm.hint}</small>
      </div>
      <HarmTable />
    </section>
  )
}

export const CounterPanel = () => {
  const { number, playing, t } = usePlace()
  return (
    <section class="panel happened" aria-label={t().counters.title}>
      <dl class="counters">
        <For each={counters}>
          {(counter) => (
            <div>
              <dt>{t().counters[counter]}</dt>
              <dd>{number(playing.figures().counted[counter])}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}
