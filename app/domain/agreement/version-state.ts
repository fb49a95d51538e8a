/** What of a version its standing follows from. */
export interface DatedVersion {
  readonly id: string;
  readonly state: "draft" | "proposed" | "countered" | "agreed" | "rejected" | "terminated";
  /** Half-open local dates; null = open end. */
  readonly from: string;
  readonly to: string | null;
}

export const SHOWN_VERSION_STATES = ["draft", "proposed", "countered", "agreed", "in_force", "superseded", "ended", "rejected", "terminated"] as const;
export type ShownVersionState = (typeof SHOWN_VERSION_STATES)[number];

/** `to` is the earliest of the agreed end and the next agreed version's `from` (design.md section 4). */
export function endOfVersion(version: DatedVersion, all: readonly DatedVersion[]): string | null {
  const next = all
    .filter((other) => other.id !== version.id && wasAgreed(other) && other.from > version.from)
    .map((other) => other.from)
    .sort()[0];
  if (next === undefined) return version.to;
  return version.to === null || next < version.to ? next : version.to;
}

const wasAgreed = (version: DatedVersion): boolean => version.state === "agreed" || version.state === "terminated";

/** How a version stands on a day: *in force*, *superseded* and *ended* are derived, never stored. */
export function versionState(version: DatedVersion, all: readonly DatedVersion[], today: string): ShownVersionState {
  if (!wasAgreed(version)) return version.state;
  const end = endOfVersion(version, all);
  if (end !== null && end <= today) {
    if (all.some((other) => other.id !== version.id && wasAgreed(other) && other.from === end)) return "superseded";
    return version.state === "terminated" ? "terminated" : "ended";
  }
  return version.from > today ? "agreed" : "in_force";
}

export interface AgreementStanding<V extends DatedVersion> {
  readonly state: ShownVersionState;
  /** What the state speaks of: the version in force, else the next agreed one, else what is negotiated, else the newest. */
  readonly version: V;
  /** The next day on which something changes for this agreement; null = nothing is known. */
  readonly nextChange: { readonly on: string; readonly kind: "starts" | "changes" | "ends" } | null;
}

/** How an agreement stands on a day; null without a version. */
export function agreementStanding<V extends DatedVersion>(versions: readonly V[], today: string): AgreementStanding<V> | null {
  const ordered = [...versions].sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1));
  const states = ordered.map((version) => versionState(version, ordered, today));
  const at = (state: ShownVersionState) => states.indexOf(state);
  const index = [at("in_force"), at("agreed"), at("proposed"), at("draft")].find((found) => found >= 0) ?? ordered.length - 1;
  const version = ordered[index];
  const state = states[index];
  if (!version || !state) return null;
  if (state === "agreed") return { state, version, nextChange: { on: version.from, kind: "starts" } };
  const end = state === "in_force" ? endOfVersion(version, ordered) : null;
  if (end === null) return { state, version, nextChange: null };
  const isFollowed = ordered.some((other) => wasAgreed(other) && other.from === end);
  return { state, version, nextChange: { on: end, kind: isFollowed ? "changes" : "ends" } };
}
