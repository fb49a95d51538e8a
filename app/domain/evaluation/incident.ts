import { mergeIntervals, type Interval } from "../time/intervals.ts";
import { DAY_MS } from "../time/local-date.ts";
import { ok, refused, type Result } from "../refusal.ts";

/** A window `[from, to)` in which departments could not work (design.md section 5, Incidents). */
export interface Incident {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** Those below them belong to it too. */
  readonly departmentIds: readonly string[];
}

export const LONGEST_TITLE = 200;
export const LONGEST_EVIDENCE = 4000;
/** A longer standing is no incident: terms are changed for it. */
export const LONGEST_INCIDENT_MS = 92 * DAY_MS;

export interface IncidentDraft {
  readonly title: string;
  readonly evidence: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly departmentIds: readonly string[];
}

export type IncidentRefusal = "text_missing" | "text_too_long" | "not_an_instant" | "ends_before" | "incident_too_long" | "nothing_chosen" | "own_incident";

/**
 * What the arbiter declares. Nobody declares one for a department of their own (`mine`, with those above and below): it takes breaches
 * out of the count, and so concerns pay.
 */
export function decideIncident(draft: IncidentDraft, mine: readonly string[]): Result<Incident & { readonly title: string; readonly evidence: string }, IncidentRefusal> {
  const title = draft.title.trim();
  const evidence = draft.evidence.trim();
  for (const [field, text, longest] of [["title", title, LONGEST_TITLE], ["evidence", evidence, LONGEST_EVIDENCE]] as const) {
    if (text === "") return refused("text_missing", undefined, field);
    if (text.length > longest) return refused("text_too_long", { longest }, field);
  }
  const { from, to } = draft;
  if (from === null) return refused("not_an_instant", undefined, "from");
  if (to === null) return refused("not_an_instant", undefined, "to");
  if (to <= from) return refused("ends_before", undefined, "to");
  if (to - from > LONGEST_INCIDENT_MS) return refused("incident_too_long", { days: LONGEST_INCIDENT_MS / DAY_MS }, "to");
  const departmentIds = [...new Set(draft.departmentIds)].sort();
  if (departmentIds.length === 0) return refused("nothing_chosen", undefined, "departmentIds");
  if (departmentIds.some((id) => mine.includes(id))) return refused("own_incident", undefined, "departmentIds");
  return ok({ id: "", title, evidence, from, to, departmentIds });
}

/** The declared windows of a department, joined and in order. `path` is the department and those above it. */
export function incidentWindows(incidents: readonly Incident[], path: readonly string[]): readonly Interval[] {
  const mine = incidents.filter((one) => one.departmentIds.some((id) => path.includes(id)));
  if (mine.length === 0) return [];
  const flat = mergeIntervals(mine.map(({ from, to }): Interval => [from, to]));
  const windows: Interval[] = [];
  for (let i = 0; i < flat.length; i += 2) windows.push([flat[i]!, flat[i + 1]!]);
  return windows;
}

/** The incident of a department in which an instant lies; of several the one that began first. */
export function incidentAt(incidents: readonly Incident[], path: readonly string[], instant: number): Incident | null {
  const found = incidents.filter((one) => one.from <= instant && instant < one.to && one.departmentIds.some((id) => path.includes(id)));
  return found.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))[0] ?? null;
}
