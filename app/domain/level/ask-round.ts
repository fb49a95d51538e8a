import type { LevelSide } from "./client-level.ts";

/** So many colleagues are asked about a person, and so many people each of them is asked about. */
export const PEERS_ASKED = 5;

export interface PlaceInRound {
  readonly personId: string;
  readonly departmentId: string;
}

export interface AskedAbout {
  readonly subjectId: string;
  readonly raterId: string;
  readonly side: LevelSide;
}

/**
 * Who is asked about whom: of each person the head, and the next colleagues of the same department in a circle. A circle loads everybody
 * alike. `order` shuffles it for each round, so that it is not the same five every year. Who heads a person is no colleague of theirs here, nobody
 * is asked about themself, and who may not answer (`mayBeAsked`) is left out.
 */
export function askRound(places: readonly PlaceInRound[], headOf: (place: PlaceInRound) => string | null, order: (personId: string) => string, mayBeAsked: (personId: string) => boolean = () => true): AskedAbout[] {
  const circles = new Map<string, string[]>();
  for (const { departmentId, personId } of places) circles.set(departmentId, [...(circles.get(departmentId) ?? []), personId]);
  for (const circle of circles.values()) circle.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return places.flatMap((place): AskedAbout[] => {
    const { personId: subjectId } = place;
    const head = headOf(place);
    const circle = circles.get(place.departmentId)!;
    const start = circle.indexOf(subjectId);
    const others = circle.map((_, step) => circle[(start + step) % circle.length]!).filter((id) => id !== subjectId && id !== head && mayBeAsked(id));
    return [...(head === null || head === subjectId ? [] : [{ subjectId, raterId: head, side: "head" as const }]), ...others.slice(0, PEERS_ASKED).map((raterId) => ({ subjectId, raterId, side: "peer" as const }))];
  });
}
