/** The signs on the terminal's buttons: of our own, none is the vendor's. Each button says in words what it does. */
export const Star = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 3.6l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z" />
  </svg>
)

export const Percent = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class="evo-lines">
    <path d="M6 18L18 6" />
    <circle cx="8" cy="8" r="2.4" />
    <circle cx="16" cy="16" r="2.4" />
  </svg>
)

export const Cash = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class="evo-lines">
    <rect x="3" y="6.5" width="18" height="11" rx="1.5" />
    <circle cx="12" cy="12" r="2.6" />
  </svg>
)

export const Card = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class="evo-lines">
    <rect x="3" y="5.5" width="18" height="13" rx="2" />
    <path d="M3 10h18M6.5 15h4" />
  </svg>
)

export const Bin = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true" class="evo-lines">
    <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10 10.5v5.5M14 10.5v5.5" />
  </svg>
)
