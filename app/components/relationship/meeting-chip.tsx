import type { MeetingState } from "#app/domain/relationship/meeting.ts";
import { useT } from "#app/i18n/use-t.ts";
import { StateChip, type ShownState } from "../state-chip.tsx";

const LOOKS = { open: "draft", sent: "proposed", agreed: "agreed" } as const satisfies Record<MeetingState, ShownState>;

/** How far the minutes of a meeting are. */
export function MeetingChip({ state, size = "small" }: { readonly state: MeetingState; readonly size?: "regular" | "small" }) {
  const t = useT("meeting");
  return <StateChip state={LOOKS[state]} word={t(`state.${state}`)} size={size} />;
}
