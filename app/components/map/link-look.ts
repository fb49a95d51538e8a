import type { LinkState } from "#app/domain/map/service-link.ts";
import type { ShownState } from "#app/components/state-chip.tsx";

/** How a link of each state is drawn: colour, dash and mark, so that none of them has to be seen alone. */
export const LINK_LOOKS = {
  failed: { color: "var(--breach)", dash: "3 3", mark: "×" },
  below: { color: "var(--risk)", dash: "9 4", mark: "▾" },
  at_risk: { color: "var(--run)", dash: "12 3 2 3", mark: "!" },
  kept: { color: "var(--met)", dash: null, mark: null },
  nothing_due: { color: "var(--faint)", dash: "1 4", mark: null },
} as const satisfies Record<LinkState, { readonly color: string; readonly dash: string | null; readonly mark: string | null }>;

/** A way by agreements alone. */
export const UNMEASURED_LOOK = { color: "var(--field)", dash: "2 5", mark: null } as const;

export const LINK_CHIPS = { failed: "breached", below: "at_risk", at_risk: "running", kept: "met", nothing_due: "pending" } as const satisfies Record<LinkState, ShownState>;
