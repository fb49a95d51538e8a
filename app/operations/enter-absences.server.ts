import type { AbsenceKind } from "#app/domain/pay/absence.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findAbsence, insertAbsences, loadAbsences, withdrawAbsence } from "#db/queries/plan-people.server.ts";
import type { AbsenceRow } from "#db/queries/plan-people.server.ts";
import { loadLockedRunPeriods } from "#db/queries/runs.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";

export interface AbsenceEntry {
  readonly personId: string;
  readonly kind: AbsenceKind;
  /** First day, and the first day after it; local dates. */
  readonly from: string;
  readonly to: string;
}

export type AbsenceRefusal = "unknown_person" | "bad_dates" | "absent_already" | "period_already_run";

/**
 * Enters absences, all or none. Nobody is absent twice on one day, and no absence reaches into a pay period whose run somebody is deciding
 * on or has paid: that would change what it was calculated from. The refusal's field is `entries.N`.
 */
export async function enterAbsences(ctx: OperationContext, accountId: string | null, entries: readonly AbsenceEntry[]): Promise<Result<{ readonly entered: number }, AbsenceRefusal>> {
  const { store, now } = ctx;
  if (entries.length === 0) return ok({ entered: 0 });
  const [people, locked] = await Promise.all([loadPeople(store), loadLockedRunPeriods(store)]);
  const known = new Set(people.map((person) => person.id));
  const lockedDays = locked.map(payPeriodDays);
  const held = groupBy(await loadAbsences(store, least(entries), most(entries)), (row) => row.personId);
  const rows: AbsenceRow[] = [];
  for (const [place, entry] of entries.entries()) {
    const { personId, kind, from, to } = entry;
    const field = `entries.${place}`;
    if (!known.has(personId)) return refused("unknown_person", undefined, field);
    if (readDay(from) === null || readDay(to) === null || to <= from) return refused("bad_dates", undefined, field);
    const mine = [...(held.get(personId) ?? []), ...rows.filter((row) => row.personId === personId)];
    const other = mine.find((row) => row.from < to && row.to > from);
    if (other) return refused("absent_already", { day: other.from }, field);
    const run = lockedDays.find((period) => period.from < to && period.to > from);
    if (run) return refused("period_already_run", { day: run.from }, field);
    rows.push({ id: newId(), personId, kind, from, to, enteredBy: accountId, enteredAt: now, withdrawnBy: null, withdrawnAt: null });
  }
  await store.writeAll((w) => insertAbsences(store, w, rows), { at: now, actor: ctx.actor, action: "absence.enter", entity: "person", entityId: entries.length === 1 ? entries[0]!.personId : "many", rows: rows.length });
  return ok({ entered: rows.length });
}

const least = (entries: readonly AbsenceEntry[]): string => entries.reduce((day, entry) => (entry.from < day ? entry.from : day), entries[0]!.from);
const most = (entries: readonly AbsenceEntry[]): string => entries.reduce((day, entry) => (entry.to > day ? entry.to : day), entries[0]!.to);

/** Takes back an absence that was entered by mistake, as long as no run stands on it. */
export async function takeBackAbsence(ctx: OperationContext, accountId: string, id: string): Promise<Result<null, "unknown_absence" | "period_already_run">> {
  const { store, now } = ctx;
  const [row, locked] = await Promise.all([findAbsence(store, id), loadLockedRunPeriods(store)]);
  if (!row || row.withdrawnAt !== null) return refused("unknown_absence");
  const run = locked.map(payPeriodDays).find((period) => period.from < row.to && period.to > row.from);
  if (run) return refused("period_already_run", { day: run.from });
  try {
    await store.writeAll((w) => [withdrawAbsence(store, w, id, accountId, now)], { at: now, actor: ctx.actor, action: "absence.withdraw", entity: "person", entityId: row.personId });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("unknown_absence");
    throw error;
  }
  return ok(null);
}
