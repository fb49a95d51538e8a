import { compare, fraction, negate, absolute, whole, type Rational } from "../decimal/rational.ts";
import { toBp } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { HOUR_MS } from "../time/local-date.ts";
import { liftsOfAll, pairOf, severityOf, type GivenScores } from "./pair-index.ts";
import { straightLine } from "./straight-line.ts";

/** One current answer by name. Statistics-only and relationship answers never come here: every door to them ends at counts. */
export interface NamedRating {
  readonly id: string;
  readonly raterId: string;
  /** Departments as parties: what belongs to a provider's department counts as that department. */
  readonly clientId: string;
  readonly providerId: string;
  readonly csat: number;
  /** Epoch ms. */
  readonly answeredAt: number;
  /** When its month was sealed, or will be by the closing calendar; null while that is not known. */
  readonly closesAt: number | null;
  /** Where the answer came from; compared, never shown. */
  readonly address: string | null;
}

export const FAIRNESS_KINDS = ["mutual_high", "mutual_low", "one_sided", "lenient", "severe", "straight_line", "at_closing", "one_address"] as const;
export type FairnessKind = (typeof FAIRNESS_KINDS)[number];

/** What looks unlike the rest and why. It asks the arbiter to look; nothing is changed by it. */
export interface FairnessFlag {
  readonly kind: FairnessKind;
  /** The same finding in the same period has the same key. */
  readonly key: string;
  /** The rater of a straight line; null where departments are concerned. */
  readonly raterId: string | null;
  readonly clientId: string | null;
  readonly providerId: string | null;
  /** Differences to the others in 0.01 of a mark; shares in 0.01 %; counts as they are. */
  readonly figures: Readonly<Record<string, number>>;
  /** The answers it rests on, oldest first. */
  readonly answerIds: readonly string[];
}

/**
 * From how much on the officer is asked to look. The values come from the simulation of docs/fairness.md: lower ones catch little
 * more and disturb many more honest pairs.
 */
export const FAIRNESS_LIMITS = {
  /** A mean of fewer answers says nothing about a pair. */
  answersOfPair: 6,
  /** Mean lift over everybody a department rates, and of how many. */
  severity: fraction(1n, 1n),
  rateesForSeverity: 3,
  /** Answers of one person with no longer pause between them are one sitting. */
  sittingPauseMs: HOUR_MS / 4,
  sheet: { minItems: 4, minForms: 3, flagPct: whole(90) },
  beforeClosingMs: HOUR_MS / 4,
  answersAtClosing: 2,
  peopleOfAddress: 3,
  addressPauseMs: HOUR_MS / 6,
} as const;

/** Everything that asks for a look among the named answers of one pay period, by kind, the strongest first. */
export function fairnessFlags(ratings: readonly NamedRating[]): FairnessFlag[] {
  const ordered = [...ratings].sort((a, b) => a.answeredAt - b.answeredAt || compareCodePoints(a.id, b.id));
  return [...pairFlags(ordered), ...straightLines(ordered), ...atClosing(ordered), ...oneAddress(ordered)];
}

/** Pairs that stand out in both ways, and raters who give everybody much more or less than others do. */
function pairFlags(ratings: readonly NamedRating[]): FairnessFlag[] {
  const foreign = ratings.filter((one) => one.clientId !== one.providerId);
  const cells = new Map(groups(foreign, (one) => one.clientId).map(([client, list]) => [client, new Map(groups(list, (one) => one.providerId))]));
  const given: GivenScores = new Map(
    [...cells].map(([rater, row]) => [rater, new Map([...row].filter(([, list]) => list.length >= FAIRNESS_LIMITS.answersOfPair).map(([ratee, list]) => [ratee, meanOf(list)]))]),
  );
  const lifts = liftsOfAll(given);
  const between = (a: string, b: string) => cells.get(a)?.get(b) ?? [];
  const flags: FairnessFlag[] = [];
  for (const [a, row] of given) {
    for (const b of row.keys()) {
      if (compareCodePoints(a, b) >= 0 || !given.get(b)?.has(a)) continue;
      const { flag, pair } = pairOf(lifts, a, b);
      if (!pair || flag === "none" || flag === "not_enough_data") continue;
      flags.push({
        kind: flag, key: `${flag}:${a}:${b}`, raterId: null, clientId: a, providerId: b,
        figures: { given: toBp(pair.strengthAb), received: toBp(pair.strengthBa) }, answerIds: idsOf([...between(a, b), ...between(b, a)]),
      });
    }
    const severity = severityOf(lifts, a);
    const ratees = lifts.get(a)!.size;
    if (severity === null || ratees < FAIRNESS_LIMITS.rateesForSeverity || compare(absolute(severity), FAIRNESS_LIMITS.severity) < 0) continue;
    const kind = compare(severity, negate(FAIRNESS_LIMITS.severity)) <= 0 ? "severe" : "lenient";
    flags.push({ kind, key: `${kind}:${a}`, raterId: null, clientId: a, providerId: null, figures: { lift: toBp(severity), ratees }, answerIds: idsOf([...lifts.get(a)!.keys()].flatMap((b) => between(a, b))) });
  }
  const size = (flag: FairnessFlag) => Math.max(...["given", "received", "lift"].map((name) => Math.abs(flag.figures[name] ?? 0)));
  return flags.sort((x, y) => FAIRNESS_KINDS.indexOf(x.kind) - FAIRNESS_KINDS.indexOf(y.kind) || size(y) - size(x) || compareCodePoints(x.key, y.key));
}

const meanOf = (list: readonly NamedRating[]): Rational => fraction(BigInt(list.reduce((sum, one) => sum + one.csat, 0)), BigInt(list.length));
const idsOf = (list: readonly NamedRating[]): readonly string[] => [...list].sort((a, b) => a.answeredAt - b.answeredAt || compareCodePoints(a.id, b.id)).map((one) => one.id);

/** People whose sheets say the same from top to bottom, time after time. */
function straightLines(ratings: readonly NamedRating[]): FairnessFlag[] {
  return groups(ratings, (one) => one.raterId).flatMap(([raterId, own]) => {
    const sheets = sittings(own, FAIRNESS_LIMITS.sittingPauseMs);
    const { minItems, minForms, flagPct } = FAIRNESS_LIMITS.sheet;
    const found = straightLine(sheets.map((sheet) => sheet.map((one) => one.csat)), minItems, minForms, flagPct);
    if (!found.flag || found.share === null) return [];
    const answerIds = idsOf(sheets.filter((sheet) => sheet.length >= minItems).flat());
    return [{ kind: "straight_line" as const, key: `straight_line:${raterId}`, raterId, clientId: own[0]!.clientId, providerId: null, figures: { sheets: found.eligible, flat: found.flat, longestRun: found.longestRun }, answerIds }];
  });
}

/** Answers of one client about one provider in the last minutes before the month is sealed. */
function atClosing(ratings: readonly NamedRating[]): FairnessFlag[] {
  const late = ratings.filter((one) => one.closesAt !== null && one.answeredAt < one.closesAt && one.closesAt - one.answeredAt <= FAIRNESS_LIMITS.beforeClosingMs);
  return groups(late, (one) => `${one.clientId}:${one.providerId}:${one.closesAt}`).flatMap(([key, list]) => {
    if (list.length < FAIRNESS_LIMITS.answersAtClosing) return [];
    const { clientId, providerId } = list[0]!;
    return [{ kind: "at_closing" as const, key: `at_closing:${key}`, raterId: null, clientId, providerId, figures: { answers: list.length }, answerIds: idsOf(list) }];
  });
}

/** Several people, one address, one provider, within minutes: somebody may have answered for the others. */
function oneAddress(ratings: readonly NamedRating[]): FairnessFlag[] {
  return groups(ratings.filter((one) => one.address !== null), (one) => JSON.stringify([one.address, one.providerId])).flatMap(([, list]) =>
    sittings(list, FAIRNESS_LIMITS.addressPauseMs).flatMap((sitting) => {
      const people = new Set(sitting.map((one) => one.raterId)).size;
      if (people < FAIRNESS_LIMITS.peopleOfAddress) return [];
      const { clientId, providerId, id } = sitting[0]!;
      return [{ kind: "one_address" as const, key: `one_address:${id}`, raterId: null, clientId, providerId, figures: { people, answers: sitting.length }, answerIds: idsOf(sitting) }];
    }),
  );
}

/** Runs of answers, oldest first, with no longer pause between neighbours. */
function sittings(ordered: readonly NamedRating[], pauseMs: number): NamedRating[][] {
  const runs: NamedRating[][] = [];
  for (const one of ordered) {
    const run = runs[runs.length - 1];
    if (run && one.answeredAt - run[run.length - 1]!.answeredAt <= pauseMs) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

function groups(ratings: readonly NamedRating[], keyOf: (one: NamedRating) => string): [string, NamedRating[]][] {
  const found = new Map<string, NamedRating[]>();
  for (const one of ratings) {
    const list = found.get(keyOf(one));
    if (list) list.push(one);
    else found.set(keyOf(one), [one]);
  }
  return [...found].sort(([a], [b]) => compareCodePoints(a, b));
}
