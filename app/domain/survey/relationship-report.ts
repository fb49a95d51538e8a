import { fraction, parseDecimal } from "../decimal/rational.ts";
import { toBp } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { countNps, npsMargin } from "./nps.ts";
import { publishedCut, SHOWN_FROM } from "./published-cut.ts";
import type { AnswerCell, EarlierCut } from "./published-cut.ts";

/** What the relationship survey asks about beside the recommendation, 1 to 5 each. */
export const DIMENSIONS = ["timeliness", "quality", "completeness", "format", "attitude"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Words of single people are shown from so many answers on. */
export const COMMENTS_FROM = 10;

/** Two-sided 95 %. */
const Z = parseDecimal("1.959964");

/** One confidential answer; nothing in it says whose it is. */
export interface RelationshipAnswer {
  /** Random: it orders the comments without a trace of who answered when. */
  readonly id: string;
  readonly clientId: string;
  readonly nps: number;
  readonly dimensions: Readonly<Record<Dimension, number>>;
  readonly comment: string;
}

/** A mean of 1 to 5 in 0.01; at an end of the scale only the bound is told, since there the mean is everybody's own answer. */
export interface BoundedMean {
  readonly meanBp: number;
  readonly bound: "at_least" | "at_most" | null;
}

/** NPS and its margin in 0.01 points. */
export interface RelationshipFigures {
  readonly n: number;
  readonly npsBp: number;
  readonly marginBp: number;
  readonly dimensions: Readonly<Record<Dimension, BoundedMean>>;
}

/** What everybody who may see the results of one provider sees: counts and means of at least five people, never an answer. */
export interface RelationshipReport {
  /** Null where the total would tell of too few. */
  readonly total: RelationshipFigures | null;
  /** People asked about the provider; null with the total. */
  readonly asked: number | null;
  /** Clients that may be shown by themselves. */
  readonly clients: readonly { readonly clientId: string; readonly figures: RelationshipFigures }[];
  /** In an order that says nothing; null below ten answers. */
  readonly comments: readonly string[] | null;
}

const TOP_BP = 470;
const BOTTOM_BP = 130;

/** The mean of scores 1 to 5 to one decimal; beyond 4.7 and below 1.3 the bound alone. */
export function boundedMean(scores: readonly number[]): BoundedMean {
  const sum = scores.reduce((total, score) => total + score, 0);
  const exact = toBp(fraction(BigInt(sum), BigInt(scores.length)));
  if (exact > TOP_BP) return { meanBp: TOP_BP, bound: "at_least" };
  if (exact < BOTTOM_BP) return { meanBp: BOTTOM_BP, bound: "at_most" };
  return { meanBp: Math.round(exact / 10) * 10, bound: null };
}

/** Figures of answers; there must be some. */
export function figuresOf(answers: readonly RelationshipAnswer[]): RelationshipFigures {
  const margin = npsMargin(countNps(answers.map((answer) => answer.nps), 0, 10), Z);
  if (margin.nps === null) throw new RangeError("no answers");
  const dimensions = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, boundedMean(answers.map((answer) => answer.dimensions[dimension]))])) as Record<Dimension, BoundedMean>;
  return { n: answers.length, npsBp: toBp(margin.nps), marginBp: toBp(margin.margin), dimensions };
}

/**
 * The report of one provider when a round closes. `cells` say who took part, apart from what they said; `earlier` are the cuts of the
 * provider's last rounds, against which nobody's answer may stand out (see `publishedCut`).
 */
export function relationshipReport(answers: readonly RelationshipAnswer[], cells: readonly AnswerCell[], asked: number, earlier: readonly EarlierCut[]): RelationshipReport {
  const cut = publishedCut(cells, earlier, SHOWN_FROM);
  const ordered = [...answers].sort((a, b) => compareCodePoints(a.id, b.id));
  return {
    total: cut.isTotalShown ? figuresOf(ordered) : null,
    asked: cut.isTotalShown ? asked : null,
    clients: [...cut.shown].sort(compareCodePoints).map((clientId) => ({ clientId, figures: figuresOf(ordered.filter((answer) => answer.clientId === clientId)) })),
    comments: cut.isTotalShown && ordered.length >= COMMENTS_FROM ? ordered.map((answer) => answer.comment).filter((text) => text !== "") : null,
  };
}
