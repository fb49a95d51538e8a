import type { PromiseState } from "#app/domain/relationship/promise-state.ts";
import { useT } from "#app/i18n/use-t.ts";
import { StateChip, type ShownState } from "../state-chip.tsx";

const LOOKS = { failed: "breached", below: "at_risk", kept: "met", nothing_due: "pending" } as const satisfies Record<PromiseState, ShownState>;

/** How a promise, or the worst of several, stands in a period. */
export function PromiseStateChip({ state, size = "small" }: { readonly state: PromiseState; readonly size?: "regular" | "small" }) {
  const t = useT("relationship");
  return <StateChip state={LOOKS[state]} word={t(`state.${state}`)} size={size} />;
}
