import { CAUSES } from "./first-cause.ts";

/**
 * What a cause is filed under, so that the same cause can be recognised again: the first causes that the analysis of late deliveries
 * finds, and those that no clock shows.
 */
export const CASE_CAUSES = [...CAUSES, "unclear_request", "knowledge", "tool", "rules", "conduct", "other"] as const;
export type CaseCause = (typeof CASE_CAUSES)[number];

export const isCaseCause = (text: string): text is CaseCause => (CASE_CAUSES as readonly string[]).includes(text);

/** What opened a case: a low rating, a line below its floor, a promise broken again and again, what a client said, or somebody's hand. */
export const CASE_ORIGINS = ["rating", "line", "repeat", "voice", "manual"] as const;
export type CaseOrigin = (typeof CASE_ORIGINS)[number];
