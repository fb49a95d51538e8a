import { compareCodePoints } from "../order-by-code-point.ts";
import { DomainError } from "../refusal.ts";
import type { AnswerCounts, ItemCounts } from "./scorecard.ts";

export interface MonthCounts {
  /** YYYY-MM */
  readonly month: string;
  readonly lines: readonly {
    readonly party: string;
    readonly key: string;
    readonly counts: ItemCounts;
  }[];
  readonly answers: readonly ({ readonly party: string } & AnswerCounts)[];
}

/**
 * A correction to a closed month that was approved since (a carried dispute, late data): one bridge line.
 * Numbers are differences, mostly negative or zero somewhere.
 */
export interface CountCorrection {
  readonly id: string;
  readonly month: string;
  readonly party: string;
  readonly reason: string;
  readonly change:
    | { readonly type: "items"; readonly key: string; readonly counts: ItemCounts }
    | { readonly type: "answers"; readonly answers: AnswerCounts };
}

export interface SummedCounts {
  /** By party, then key, in code point order. */
  readonly lines: readonly {
    readonly party: string;
    readonly key: string;
    readonly counts: ItemCounts;
  }[];
  readonly answers: readonly ({ readonly party: string } & AnswerCounts)[];
  readonly bridge: readonly CountCorrection[];
}

/**
 * Counts of a longer pay period: the sums of the frozen months per client and obligation key plus the
 * corrections (design.md section 7). The formulas are then applied to the sums; scores of months are
 * never averaged. Throws `negative_count` where corrections take away more than there was.
 */
export function sumMonths(
  months: readonly MonthCounts[],
  corrections: readonly CountCorrection[]
): SummedCounts {
  const lines = new Map<string, { party: string; key: string; counts: ItemCounts }>();
  const answers = new Map<string, { party: string } & AnswerCounts>();
  const addLine = (party: string, key: string, counts: ItemCounts) => {
    const id = JSON.stringify([party, key]);
    const before = lines.get(id)?.counts;
    lines.set(id, {
      party,
      key,
      counts: before ? addCounts(before, counts) : { leftOut: 0, ...counts },
    });
  };
  const addAnswers = (party: string, { satisfied, responses }: AnswerCounts) => {
    const before = answers.get(party) ?? { satisfied: 0, responses: 0 };
    answers.set(party, {
      party,
      satisfied: before.satisfied + satisfied,
      responses: before.responses + responses,
    });
  };
  for (const month of months) {
    for (const { party, key, counts } of month.lines) addLine(party, key, counts);
    for (const one of month.answers) addAnswers(one.party, one);
  }
  const bridge = corrections.filter(({ month }) => months.some((one) => one.month === month));
  for (const { party, change } of bridge) {
    if (change.type === "items") addLine(party, change.key, change.counts);
    else addAnswers(party, change.answers);
  }
  for (const { counts } of lines.values()) assertCounts(Object.values(counts));
  for (const one of answers.values()) {
    assertCounts([one.satisfied, one.responses, one.responses - one.satisfied]);
  }
  return {
    lines: [...lines.values()].sort(
      (a, b) => compareCodePoints(a.party, b.party) || compareCodePoints(a.key, b.key)
    ),
    answers: [...answers.values()].sort((a, b) => compareCodePoints(a.party, b.party)),
    bridge,
  };
}

function addCounts(a: ItemCounts, b: ItemCounts): ItemCounts {
  return {
    due: a.due + b.due,
    excused: a.excused + b.excused,
    conforming: a.conforming + b.conforming,
    unmeasurable: a.unmeasurable + b.unmeasurable,
    leftOut: (a.leftOut ?? 0) + (b.leftOut ?? 0),
  };
}

function assertCounts(numbers: readonly number[]): void {
  if (numbers.some((number) => number < 0)) throw new DomainError("negative_count");
}
