import type { DelayKind } from "#app/domain/map/delay-links.ts";
import type { LinkState } from "#app/domain/map/service-link.ts";

/** How each kind of link is drawn: with the looks of the map, which stand in the chain's legend under words of their own. */
export const KIND_LOOKS = { handed_on: "failed", open: "at_risk", absorbed: "below", waited: "kept" } as const satisfies Record<DelayKind, LinkState>;
