import { z } from "zod";
import { round } from "#app/domain/decimal/round.ts";
import { combine } from "#app/domain/score/combine.ts";
import { obligationScore } from "#app/domain/score/obligation-score.ts";
import { pareto } from "#app/domain/score/pareto.ts";
import { satisfactionScore } from "#app/domain/score/satisfaction-score.ts";
import { weightedIndex } from "#app/domain/score/weighted-index.ts";
import { xmr } from "#app/domain/score/xmr.ts";
import {
  count,
  dec,
  decAboveZero,
  decFromZero,
  entriesOf,
  int,
  optional,
  places,
} from "./formula-fields.ts";
import { kind, show, show2, type FormulaKind } from "./formula-kind.ts";

/** Kinds of formulas.md about scores, and plain rounding. */
export const SCORE_KINDS: Readonly<Record<string, FormulaKind>> = {
  round_money: kind(z.object({ value: dec, places }), (input) => ({
    value: show(round(input.value, input.places), input.places),
  })),

  obligation: kind(
    z.object({ due: count, excused: count, conforming: count, target_pct: decAboveZero }),
    (input) => {
      const result = obligationScore(input.due, input.excused, input.conforming, input.target_pct);
      if (result.score === null) return { attainment: null, score: null, reason: result.reason };
      return { attainment: show2(result.attainment), score: show2(result.score) };
    }
  ),

  weighted_index: kind(
    z.object({ items: z.array(z.object({ score: optional(dec), weight: decFromZero })) }),
    (input) => {
      const result = weightedIndex(input.items);
      return result.index === null
        ? { index: null, reason: result.reason }
        : { index: show2(result.index), used: result.used };
    }
  ),

  satisfaction_score: kind(
    z.object({ adjusted_csat: optional(dec), target_pct: decAboveZero, cap: dec }),
    (input) => {
      const result = satisfactionScore(input.adjusted_csat, input.target_pct, input.cap);
      return result.score === null
        ? { score: null, reason: result.reason }
        : { score: show2(result.score) };
    }
  ),

  combine: kind(
    z.object({
      objective: optional(dec),
      satisfaction: optional(dec),
      w_obj: decFromZero,
      w_sat: decFromZero,
    }),
    (input) => {
      const result = combine(input.objective, input.satisfaction, input.w_obj, input.w_sat);
      return result.score === null
        ? { score: null, reason: result.reason }
        : { score: show2(result.score), reweighted: result.reweighted };
    }
  ),

  xmr: kind(
    z.object({
      values: z.array(dec),
      baseline: int,
      clip_min: optional(dec),
      clip_max: optional(dec),
    }),
    (input) => {
      const result = xmr(input.values, input.baseline, {
        ...(input.clip_min && { min: input.clip_min }),
        ...(input.clip_max && { max: input.clip_max }),
      });
      if (result.mean === null) return { mean: null, reason: result.reason };
      return {
        mean: show(result.mean, 6),
        mr_mean: show(result.mrMean, 6),
        unpl: show(result.unpl, 6),
        lnpl: show(result.lnpl, 6),
        url: show(result.url, 6),
        signals: result.signals,
      };
    }
  ),

  pareto: kind(z.object({ counts: entriesOf(count), cut_pct: dec }), (input) => {
    const { rows, vital, reason } = pareto(new Map(input.counts), input.cut_pct);
    return {
      rows: rows.map((row) => [row.cause, row.count, show2(row.share), show2(row.cumulative)]),
      vital,
      ...(reason && { reason }),
    };
  }),
};
