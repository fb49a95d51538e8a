import { otherSide } from "#app/domain/agreement/agreement-life.ts";
import type { AgreementSide } from "#app/domain/agreement/agreement-life.ts";
import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { clockOn } from "#app/domain/evaluation/due-instant.ts";
import { windowAround } from "#app/domain/evaluation/occurrences.ts";
import { decideAnswer, decideAsking, type ChangeAnswer, type ChangeWish, type ChangingPerson, type Neighbour, type NewPlace, type PlannedFacts } from "#app/domain/occurrence/decide-occurrence-change.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import { answerOccurrenceChange, expectConfirmed, expectVerdict, insertOccurrenceChange, loadConfirmedChanges, loadOccurrenceChanges } from "#db/queries/occurrences.server.ts";
import type { OccurrenceChangeRow } from "#db/queries/occurrences.server.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import { addToTallies } from "#db/queries/scorecards.server.ts";
import { insertCorrections, upsertOccurrences, upsertVerdicts } from "#db/queries/verdicts.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { AgreementBook } from "./agreement-book.server.ts";
import { askWaiting } from "./chain-excuses.server.ts";
import type { OperationContext } from "./context.ts";
import { writeExcuses } from "./excuse-changes.server.ts";
import { changesOfLine, frequencyLines, judgeLine, type JudgedOccurrence } from "./evaluate-schedules.server.ts";
import { openPass, type EvaluationPass } from "./evaluate-tasks.server.ts";
import { notices } from "./notify.server.ts";
import { speakersOfSide } from "./who-speaks.server.ts";
import { newCorrections } from "./write-verdicts.server.ts";

/** What a person wishes: local date and clock time in the zone of the working calendar, or that it is not needed. */
export type OccurrenceWish = { readonly type: "moved"; readonly date: string; readonly time: string } | { readonly type: "waived" };

export interface AskOccurrenceChange {
  readonly obligationKey: string;
  /** The occurrence's own date. */
  readonly date: string;
  readonly wish: OccurrenceWish;
  readonly reason: string;
  readonly by: ChangingPerson;
}

export interface AnswerOccurrenceChange {
  readonly obligationKey: string;
  readonly date: string;
  readonly number: number;
  readonly answer: ChangeAnswer;
  readonly by: ChangingPerson;
}

/** How far past a wished date neighbours are looked for: windows are shorter than that. */
const NEIGHBOUR_DAYS = 62;

/** Asks the other side to move or waive one planned delivery. Until it confirms nothing changes. */
export async function askOccurrenceChange(ctx: OperationContext, command: AskOccurrenceChange): Promise<Result<{ readonly number: number; readonly side: AgreementSide }>> {
  const { store, now } = ctx;
  const { obligationKey, date, by } = command;
  const pass = await openPass(ctx);
  const planned = await findPlanned(ctx, pass, obligationKey, date, command.wish.type === "moved" ? command.wish.date : null);
  if (!planned) return refused("not_found");
  const wish: ChangeWish = command.wish.type === "moved" ? { type: "moved", place: placeAt(pass, planned, clockOn(planned.calendar, command.wish.date, command.wish.time)) } : command.wish;
  const earlier = (await loadOccurrenceChanges(store, obligationKey)).filter((row) => row.scheduledOn === date);
  const decided = decideAsking(planned.facts, planned.neighbours, wish, command.reason, earlier.some((row) => row.state === "asked"), by, now);
  if (!decided.ok) return decided;
  const number = (earlier.at(-1)?.number ?? 0) + 1;
  const row: OccurrenceChangeRow = {
    obligationKey, scheduledOn: date, number, type: wish.type, fromAt: planned.facts.dueAt, toAt: wish.type === "moved" ? wish.place.at : null, reason: command.reason.trim(),
    askedSide: decided.value, askedBy: by.personId, askedAt: now, state: "asked", answeredBy: null, answeredAt: null, answer: null,
  };
  const heard = (await speakersOfSide(store, now, planned.agreement, otherSide(decided.value))).filter((id) => id !== by.personId);
  const tell = await notices(store, heard.map((personId) => ({ kind: "planned_asked" as const, personId, refs: refsOf(planned, row), about: `${idOf(row)}:${number}` })), now);
  try {
    await store.writeAll((w) => [insertOccurrenceChange(store, w, row), ...tell(w)], {
      at: now, actor: ctx.actor, action: "occurrence.ask", entity: "occurrence", entityId: idOf(row), details: { number, type: row.type, side: row.askedSide, from: row.fromAt, to: row.toAt },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("already_asked");
    throw error;
  }
  return ok({ number, side: decided.value });
}

/**
 * The other side's yes or no, or the asking side's second thought. A yes changes the planned delivery, its verdict and the tallies in the
 * same transaction; the month is decided anew by the end of the new window.
 */
export async function answerOccurrence(ctx: OperationContext, command: AnswerOccurrenceChange): Promise<Result<{ readonly state: OccurrenceChangeRow["state"] }>> {
  const { store, now } = ctx;
  const { obligationKey, answer, by } = command;
  const asked = (await loadOccurrenceChanges(store, obligationKey)).find((row) => row.scheduledOn === command.date && row.number === command.number);
  if (!asked) return refused("not_found");
  const pass = await openPass(ctx);
  const planned = await findPlanned(ctx, pass, obligationKey, command.date, asked.toAt);
  if (!planned) return refused("not_found");
  const wish: ChangeWish = asked.toAt === null ? { type: "waived" } : { type: "moved", place: placeAt(pass, planned, asked.toAt) };
  const decided = decideAnswer(planned.facts, planned.neighbours, { ...asked, wish }, answer, by, now);
  if (!decided.ok) return decided;
  const set = { state: decided.value, answeredBy: by.personId, answeredAt: now, answer: answer.type === "decline" ? answer.text.trim() : null };
  const tell = await notices(store, answer.type === "withdraw" || asked.askedBy === by.personId ? [] : [{ kind: "planned_answered", personId: asked.askedBy, refs: refsOf(planned, asked), about: `${idOf(asked)}:${asked.number}` }], now);
  const effect = decided.value === "confirmed" ? await effectOf(ctx, pass, { ...asked, ...set }) : null;
  try {
    await store.writeAll((w) => [...(effect?.before(w) ?? []), answerOccurrenceChange(store, w, asked, set), ...(effect?.after(w) ?? []), ...tell(w)], {
      at: now, actor: ctx.actor, action: `occurrence.${answer.type}`, entity: "occurrence", entityId: idOf(asked),
      details: { number: asked.number, type: asked.type, before: "asked", after: decided.value, from: asked.fromAt, to: asked.toAt, ...(effect ? { months: effect.months } : {}) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ state: decided.value });
}

const idOf = (row: Pick<OccurrenceChangeRow, "obligationKey" | "scheduledOn">) => `${row.obligationKey}@${row.scheduledOn}`;

/** What a notice about it names. */
const refsOf = ({ agreement }: Planned, row: Pick<OccurrenceChangeRow, "obligationKey" | "scheduledOn">) => ({ agreementId: agreement.id, obligationKey: row.obligationKey, date: row.scheduledOn, to: row.scheduledOn });

interface Planned {
  readonly agreement: JudgedOccurrence["agreement"];
  readonly facts: PlannedFacts;
  readonly neighbours: readonly Neighbour[];
  readonly terms: FrequencyTerms;
  readonly calendar: ReturnType<AgreementBook["calendarFor"]>["calendar"];
}

/** One planned delivery with those around it, as the evaluation sees them now; null when the obligation plans none on that date. */
async function findPlanned(ctx: OperationContext, pass: EvaluationPass, key: string, date: string, wished: string | number | null): Promise<Planned | null> {
  const versions = frequencyLines(pass.book).get(key);
  if (!versions) return null;
  const { zone } = pass.periods;
  const last = typeof wished === "number" ? localDateOf(zone, wished) : wished;
  const latest = [date, localDateOf(zone, ctx.now), ...(last === null ? [] : [last])].sort().at(-1)!;
  const judged = await judgeLine(ctx, pass, versions, { until: addDays(latest, NEIGHBOUR_DAYS) });
  const found = judged.find((one) => one.result.occurrence.date === date);
  if (!found) return null;
  const terms = found.obligation.terms as FrequencyTerms;
  return {
    agreement: found.agreement,
    facts: factsOf(pass, found),
    neighbours: judged.filter((one) => one !== found && one.result.change !== "waived").map(({ result }) => ({ date: result.occurrence.date, windowFrom: result.windowFrom, windowTo: result.windowTo ?? result.occurrence.windowTo })),
    terms,
    calendar: pass.book.calendarFor(found.agreement, terms.calendar, found.recipientId).calendar,
  };
}

/** A planned delivery as the rules of moving see it. */
export function factsOf({ periods }: Pick<EvaluationPass, "periods">, { result, row }: JudgedOccurrence): PlannedFacts {
  const windowTo = result.windowTo ?? result.occurrence.windowTo;
  return { dueAt: result.verdict.dueAt ?? result.occurrence.scheduledAt, outcome: result.verdict.outcome, change: result.change, isFrozen: periods.isFrozen(row.period === "" ? periods.periodOf(windowTo) : row.period) };
}

function placeAt({ periods }: EvaluationPass, { terms, calendar }: Planned, at: number): NewPlace {
  const window = windowAround(terms, calendar, at);
  return { at, windowFrom: window.from, windowTo: window.to, isFrozen: periods.isFrozen(periods.periodOf(window.to)) };
}

/** What a confirmed change writes besides itself: the line as it is judged with it. */
async function effectOf(ctx: OperationContext, pass: EvaluationPass, change: OccurrenceChangeRow) {
  const { store } = ctx;
  const { obligationKey } = change;
  const known = await loadConfirmedChanges(store, obligationKey);
  const line = await changesOfLine(ctx, pass, obligationKey, frequencyLines(pass.book).get(obligationKey)!, [...known, change]);
  const [corrections, ask] = await Promise.all([newCorrections(ctx, line.changes), askWaiting(store, line.changes.rows, ctx.now)]);
  const item = `o:${change.scheduledOn}`;
  const old = line.stored.find((row) => row.item === item);
  return {
    months: line.changes.months,
    before: (w: Parameters<typeof touchPeriods>[1]) => [
      ...touchPeriods(store, w, line.changes.months),
      expectConfirmed(store, w, obligationKey, known.length),
      ...(old ? [expectVerdict(store, w, old)] : []),
    ],
    after: (w: Parameters<typeof touchPeriods>[1]) => [
      ...upsertVerdicts(store, w, line.changes.rows),
      ...addToTallies(store, w, line.changes.tallies),
      ...insertCorrections(store, w, corrections),
      ...writeExcuses(store, w, line.excuses, ctx.now),
      ...ask(w),
      ...upsertOccurrences(store, w, line.occurrences),
    ],
  };
}
