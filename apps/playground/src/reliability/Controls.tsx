/** Start and pause, the profile, the seed, and how fast it goes. */
import { For, Show } from "solid-js"
import { usePlace } from "./Place.ts"
import { profiles, type PlayedProfile } from "./Playing.ts"

const isProfile = (value: string): value is PlayedProfile => profiles.some((profile) => profile === value)

const StartOrPause = () => {
  const { playing, t } = usePlace()
  const label = () => {
    const { goOn, pause, start } = t().controls
    if (playing.isRunning()) return pause
    return playing.figures().counted.receipts === 0 ? start : goOn
  }
  return (
    <button
      type="button"
      class="primary"
      disabled={playing.violated() !== undefined}
      onClick={() => (playing.isRunning() ? playing.pause() : playing.start())}
    >
      {label()}
    </button>
  )
}

const ProfileChoice = () => {
  const { playing, t } = usePlace()
  return (
    <label>
      <span>{t().controls.profile}</span>
      <select
        value={playing.profile()}
        onChange={({ currentTarget: { value } }) => {
          if (isProfile(value)) playing.choose(value)
        }}
      >
        <For each={profiles}>
          {(profile) => <option value={profile}>{t().controls.profiles[profile]}</option>}
        </For>
      </select>
    </label>
  )
}

const SeedField = () => {
  const { playing, t } = usePlace()
  return (
    <label>
      <span>{t().controls.seed}</span>
      <input
        type="text"
        size="8"
        maxlength="40"
        autocomplete="off"
        spellcheck={false}
        value={playing.seed()}
        onChange={({ currentTarget }) => {
          const seed = currentTarget.value.trim()
          // Without a seed there is no chance: the last one stays.
          if (seed !== "" && seed !== playing.seed()) playing.sow(seed)
          currentTarget.value = playing.seed()
        }}
      />
    </label>
  )
}

const Status = () => {
  const { number, playing, t } = usePlace()
  const says = () => {
    const { failed, paused, playing: plays, ready, stopped } = t().controls
    if (playing.hasFailed()) return failed
    if (playing.violated() !== undefined) return stopped
    if (playing.isRunning()) return plays
    return playing.figures().counted.receipts === 0 ? ready : paused
  }
  return (
    <p class="plays">
      <span role="status">{says()}</span>{" "}
      <Show when={playing.isRunning() && playing.speed()}>
        {(speed) => <span class="speed">{t().controls.speed(number(speed()))}</span>}
      </Show>
    </p>
  )
}

export const Controls = () => {
  const { t } = usePlace()
  return (
    <div class="panel controls" role="group" aria-label={t().controls.label}>
      <ProfileChoice />
      <SeedField />
      <StartOrPause />
      <Status />
    </div>
  )
}
