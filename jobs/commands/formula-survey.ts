import { z } from "zod";
import type { Rational } from "#app/domain/decimal/rational.ts";
import { ces, CES_POLARITIES } from "#app/domain/survey/ces.ts";
import { csat } from "#app/domain/survey/csat.ts";
import { countNps, npsMargin, npsOf, npsShares } from "#app/domain/survey/nps.ts";
import { pairIndex } from "#app/domain/survey/pair-index.ts";
import { responseRate } from "#app/domain/survey/response-rate.ts";
import { retention } from "#app/domain/survey/retention.ts";
import { shrunkShare } from "#app/domain/survey/shrunk-share.ts";
import { straightLine } from "#app/domain/survey/straight-line.ts";
import { suppress } from "#app/domain/survey/suppress.ts";
import { wilson } from "#app/domain/survey/wilson.ts";
import { count, dec, decFromZero, entriesOf, id, int, scores } from "./formula-fields.ts";
import { kind, show, show2, type FormulaKind } from "./formula-kind.ts";

const npsCounts = { promoters: count, passives: count, detractors: count };

/** Kinds of formulas.md about answers. */
export const SURVEY_KINDS: Readonly<Record<string, FormulaKind>> = {
  nps: kind(z.object({ scores, scale_min: int, scale_max: int }), (input) => {
    const counts = countNps(input.scores, input.scale_min, input.scale_max);
    const score = npsOf(counts);
    const shares = npsShares(counts);
    if (score.nps === null || shares === null) {
      return { nps: null, reason: "no_responses", n: 0 };
    }
    return {
      n: score.n,
      ...counts,
      promoters_pct: show2(shares.promoters),
      passives_pct: show2(shares.passives),
      detractors_pct: show2(shares.detractors),
      nps: show2(score.nps),
    };
  }),

  nps_counts: kind(z.object(npsCounts), (input) => {
    const score = npsOf(input);
    return score.nps === null
      ? { nps: null, reason: score.reason, n: 0 }
      : { n: score.n, nps: show2(score.nps) };
  }),

  nps_margin: kind(z.object({ ...npsCounts, z: decFromZero }), (input) => {
    const result = npsMargin(input, input.z);
    if (result.nps === null) {
      return { nps: null, margin: null, low: null, high: null, reason: result.reason };
    }
    return {
      nps: show2(result.nps),
      margin: show2(result.margin),
      low: show2(result.low),
      high: show2(result.high),
    };
  }),

  csat: kind(z.object({ scores }), (input) => {
    const result = csat(input.scores);
    return result.share === null
      ? { csat: null, reason: result.reason, n: 0 }
      : { n: result.n, satisfied: result.satisfied, csat: show2(result.share) };
  }),

  ces: kind(z.object({ scores, polarity: z.enum(CES_POLARITIES) }), (input) => {
    const result = ces(input.scores, input.polarity);
    return result.share === null
      ? { ces: null, reason: result.reason, n: 0 }
      : { n: result.n, easy: result.satisfied, ces: show2(result.share) };
  }),

  retention: kind(z.object({ start: int, end: int, new: int }), (input) => {
    const result = retention(input.start, input.end, input.new);
    if (result.rr === null) return { rr: null, churn: null, reason: result.reason };
    return {
      retained: result.retained,
      lost: result.lost,
      rr: show2(result.rr),
      churn: show2(result.churn),
    };
  }),

  response_rate: kind(
    z.object({ invited: count, undelivered: count, answered: count }),
    (input) => {
      const result = responseRate(input.invited, input.undelivered, input.answered);
      return result.rate === null
        ? { rate: null, reason: result.reason }
        : { rate: show2(result.rate) };
    }
  ),

  wilson: kind(
    z
      .object({ successes: count, n: count, z: decFromZero })
      .refine((input) => input.successes <= input.n),
    (input) => {
      const result = wilson(input.successes, input.n, input.z);
      if (result.lower === null) return { lower: null, upper: null, reason: result.reason };
      return { p: show(result.p, 6), lower: show(result.lower, 6), upper: show(result.upper, 6) };
    }
  ),

  shrunk_share: kind(
    z
      .object({ successes: count, n: count, k: decFromZero, reference_pct: dec })
      .refine((input) => input.successes <= input.n),
    (input) => {
      const result = shrunkShare(input.successes, input.n, input.k, input.reference_pct);
      return {
        raw: show2(result.raw),
        adjusted: show2(result.adjusted),
        measured: result.measured,
      };
    }
  ),

  suppress: kind(
    z.object({ threshold: count, total_published: z.boolean(), groups: entriesOf(count) }),
    (input) =>
      suppress(
        input.groups.map(([group, answers]) => ({ id: group, answers })),
        input.threshold,
        input.total_published
      )
  ),

  pair_index: kind(
    z
      .object({ given: entriesOf(entriesOf(dec)), pair: z.tuple([id, id]) })
      .refine((input) => input.pair[0] !== input.pair[1])
      .refine((input) =>
        input.given.every(([rater, row]) => row.every(([ratee]) => ratee !== rater))
      ),
    (input) => {
      const given = new Map(
        input.given.map(([rater, row]): [string, Map<string, Rational>] => [rater, new Map(row)])
      );
      const { severity, ab, ba, pair, flag } = pairIndex(given, ...input.pair);
      return {
        severity: new Map([...severity].map(([rater, value]) => [rater, show(value, 4)])),
        lift_ab: show(ab.lift, 4),
        lift_ba: show(ba.lift, 4),
        excess_ab: show(ab.excess, 4),
        excess_ba: show(ba.excess, 4),
        ...(pair && {
          strength_ab: show(pair.strengthAb, 4),
          strength_ba: show(pair.strengthBa, 4),
          mutual_up: show(pair.mutualUp, 4),
          mutual_down: show(pair.mutualDown, 4),
        }),
        flag,
      };
    }
  ),

  straight_line: kind(
    z.object({
      forms: z.array(z.array(int)),
      min_items: int.min(1),
      min_forms: int,
      flag_pct: dec,
    }),
    (input) => {
      const result = straightLine(input.forms, input.min_items, input.min_forms, input.flag_pct);
      return {
        eligible: result.eligible,
        flat: result.flat,
        share: show2(result.share),
        longest_run: result.longestRun,
        flag: result.flag,
      };
    }
  ),
};
