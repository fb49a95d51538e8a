import type { WatchState } from "#app/domain/relationship/watch.ts";
import type { ShownState } from "../state-chip.tsx";

/** Looks of the states of a watched delivery, which have words of their own. */
export const WATCH_LOOKS = { watched: "pending", asked: "paused", unconfirmed: "breached", on_track: "met", at_risk: "at_risk", kept: "met", missed: "breached", void: "void" } as const satisfies Record<WatchState, ShownState>;
