import { compareCodePoints } from "../order-by-code-point.ts";

/** What a department delivers. */
export interface Work {
  readonly departmentId: string;
  readonly productId: string;
}

/** One task that waited for something: what it waited for, what it is, and whether each was late. */
export interface WaitFact {
  readonly up: Work;
  readonly down: Work & { readonly clientId: string };
  /** Null = not judged yet, or under no promise of time. */
  readonly upLate: boolean | null;
  readonly downLate: boolean | null;
}

/**
 * What the counts of a link support saying: a delay was handed on; it was late and the other was in time all the same; it was late and of
 * the other it is not known yet; it was waited for and not late so far.
 */
export const DELAY_KINDS = ["handed_on", "absorbed", "open", "waited"] as const;
export type DelayKind = (typeof DELAY_KINDS)[number];

/** All waits of one product of a department for one of another, by the client of the later one. */
export interface DelayLink {
  readonly key: string;
  readonly up: Work;
  readonly down: Work & { readonly clientId: string };
  readonly waited: number;
  /** Of those: the one waited for was late. */
  readonly upLate: number;
  /** Of those: the waiting one was late then too. */
  readonly bothLate: number;
  readonly kind: DelayKind;
}

export const delayKey = ({ up, down }: Pick<WaitFact, "up" | "down">): string => [up.departmentId, up.productId, down.departmentId, down.productId, down.clientId].join(".");

/** Waits as links, those that handed the most delays on first. */
export function delayLinks(facts: readonly WaitFact[]): DelayLink[] {
  const groups = new Map<string, WaitFact[]>();
  for (const fact of facts) groups.set(delayKey(fact), [...(groups.get(delayKey(fact)) ?? []), fact]);
  return [...groups]
    .map(([key, group]): DelayLink => {
      const late = group.filter((fact) => fact.upLate === true);
      const both = late.filter((fact) => fact.downLate === true);
      const kind: DelayKind = both.length > 0 ? "handed_on" : late.length === 0 ? "waited" : late.some((fact) => fact.downLate === null) ? "open" : "absorbed";
      return { key, up: group[0]!.up, down: group[0]!.down, waited: group.length, upLate: late.length, bothLate: both.length, kind };
    })
    .sort((a, b) => b.bothLate - a.bothLate || b.upLate - a.upLate || b.waited - a.waited || compareCodePoints(a.key, b.key));
}

/** A link with its steps from the beginning: 1 = straight from there. */
export interface ChainStep extends DelayLink {
  readonly step: number;
}

/**
 * Links that follow from each other: straight from (`down`) or to (`up`) the work that `begins`, then from work to work where a delay was
 * handed on, or may be: what was caught up, or was never late, led no further. Each link once, at its nearest step; within a step the order of
 * `links` stays.
 */
export function followDelays(links: readonly DelayLink[], begins: (work: Work) => boolean, way: "down" | "up"): ChainStep[] {
  const near = (link: DelayLink): Work => (way === "down" ? link.up : link.down);
  const far = (link: DelayLink): Work => (way === "down" ? link.down : link.up);
  const nameOf = (work: Work) => `${work.departmentId}.${work.productId}`;
  const found: ChainStep[] = [];
  const taken = new Set<string>();
  let isNext = begins;
  for (let step = 1; ; step += 1) {
    const level = links.filter((link) => !taken.has(link.key) && isNext(near(link)));
    if (level.length === 0) return found;
    for (const link of level) {
      taken.add(link.key);
      found.push({ ...link, step });
    }
    const reached = new Set(level.filter((link) => link.kind === "handed_on" || link.kind === "open").map((link) => nameOf(far(link))));
    isNext = (work) => reached.has(nameOf(work));
  }
}
