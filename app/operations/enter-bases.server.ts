import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { insertPayBases, sealBase } from "#db/queries/plan-people.server.ts";
import type { PayBaseRow } from "#db/queries/plan-people.server.ts";
import { loadLockedRunPeriods } from "#db/queries/runs.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";

export interface BaseEntry {
  readonly personId: string;
  /** First day on which it holds, local date. */
  readonly from: string;
  /** Base of a full pay period at 1.0 FTE in minor units. */
  readonly baseMinor: number;
}

export type BaseRefusal = "unknown_person" | "bad_dates" | "bad_base" | "period_already_run";

/**
 * Enters pay bases, all or none. An entry replaces the one of the same first day; amounts are sealed before they reach the database, and no
 * audit row names them. A base of a period whose run is submitted or paid stands. The refusal's field is `entries.N`.
 */
export async function enterBases(ctx: OperationContext, accountId: string | null, entries: readonly BaseEntry[]): Promise<Result<{ readonly entered: number }, BaseRefusal>> {
  const { store, now } = ctx;
  if (entries.length === 0) return ok({ entered: 0 });
  const [people, locked] = await Promise.all([loadPeople(store), loadLockedRunPeriods(store)]);
  const known = new Set(people.map((person) => person.id));
  // A base counts on the last day of a pay period.
  const lastLocked = locked.map((period) => payPeriodDays(period).to).sort().at(-1);
  const rows: PayBaseRow[] = [];
  for (const [place, { personId, from, baseMinor }] of entries.entries()) {
    const field = `entries.${place}`;
    if (!known.has(personId)) return refused("unknown_person", undefined, field);
    if (readDay(from) === null) return refused("bad_dates", undefined, field);
    if (!Number.isSafeInteger(baseMinor) || baseMinor <= 0) return refused("bad_base", undefined, field);
    if (lastLocked !== undefined && from < lastLocked) return refused("period_already_run", { day: lastLocked }, field);
    const id = newId();
    rows.push({ id, personId, from, baseSealed: sealBase(store, id, baseMinor), enteredBy: accountId, enteredAt: now });
  }
  await store.writeAll((w) => insertPayBases(store, w, rows), { at: now, actor: ctx.actor, action: "pay_base.enter", entity: "person", entityId: entries.length === 1 ? entries[0]!.personId : "many", rows: rows.length });
  return ok({ entered: rows.length });
}
