import type { Terms } from "#app/domain/agreement/terms.ts";
import type { TaskEvaluation } from "#app/domain/evaluation/evaluate-task.ts";
import type { Verdict } from "#app/domain/evaluation/verdict.ts";
import { standingOf } from "#app/domain/evaluation/standing.ts";
import { formatInstant, periodOf } from "#app/domain/time/instant.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import type { Told } from "./task-events.ts";

const MOSCOW = zoneOf("Europe/Moscow");

/**
 * One case of a table of known answers: rules of design.md section 5 that it shows, the case in words, the terms, what was told, when it
 * is asked, and every verdict as `sayVerdict` writes it. The answers are worked out by hand from the rules, never copied from a run.
 */
export interface KnownAnswer<R extends string> {
  readonly shows: readonly R[];
  readonly says: string;
  readonly terms: Terms;
  readonly told: readonly Told[];
  readonly asOf: string;
  readonly answers: readonly string[];
  readonly rest?: Partial<TaskEvaluation>;
}

/** A row of a table from its parts. */
export const known = <R extends string>(shows: R | readonly R[], says: string, terms: Terms, told: readonly Told[], asOf: string, answers: string | readonly string[], rest?: Partial<TaskEvaluation>): KnownAnswer<R> => ({
  shows: typeof shows === "string" ? [shows] : shows, says, terms, told, asOf, answers: typeof answers === "string" ? [answers] : answers, ...(rest ? { rest } : {}),
});

/** `03-06 16:40` in Moscow; other years than 2026 are said. */
export const sayInstant = (at: number): string => {
  const text = formatInstant(MOSCOW, at);
  return `${text.startsWith("2026-") ? text.slice(5, 10) : text.slice(0, 10)} ${text.slice(11, 16)}`;
};

/** Outcome and state; the promised instant; the month it counts in; how it counts where that is another word. */
export function sayVerdict(verdict: Verdict): string {
  const { cycle, carry, outcome, state, dueAt, fallsDueAt } = verdict;
  const month = fallsDueAt === null ? "no month" : periodOf(fallsDueAt, "Europe/Moscow").replace("2026-", "");
  const standing = standingOf(verdict, false);
  return [
    `${cycle > 0 ? `rework ${cycle}: ` : ""}${carry > 0 ? `carried ${carry}: ` : ""}${outcome} ${state}`,
    `due ${dueAt === null ? "never" : sayInstant(dueAt)}`,
    `in ${month}`,
    ...(standing === outcome ? [] : [`counts as ${standing}`]),
  ].join(", ");
}
