import { readKpiValue } from "#app/domain/agreement/kpi-value.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { insertKpiValue, loadKpis, loadKpiValues } from "#db/queries/needs.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface SaveKpiValue {
  readonly clientId: string;
  readonly providerId: string;
  readonly kpiId: string;
  /** YYYY-MM */
  readonly month: string;
  /** As typed. */
  readonly value: string;
  readonly note: string;
  readonly personId: string;
}

export type KpiValueRefusal = "no_kpi_chosen" | "bad_month" | "month_ahead" | "bad_value" | "too_long" | "changed_meanwhile";

const LONGEST_NOTE = 500;

/** Notes what one of the client's figures was in a month. A changed figure is a new word; the earlier ones stay. */
export async function saveKpiValue(ctx: OperationContext, command: SaveKpiValue): Promise<Result<null, KpiValueRefusal>> {
  const { store, now } = ctx;
  const { clientId, providerId, kpiId, month, personId } = command;
  const [organisation, kpis] = await Promise.all([loadOrganisation(store), loadKpis(store, clientId, providerId)]);
  const kpi = kpis.find((row) => row.id === kpiId);
  if (!kpi) return refused("no_kpi_chosen", undefined, "kpiId");
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return refused("bad_month", undefined, "month");
  if (month > localDateOf(zoneOf(organisation?.zone ?? "UTC"), now).slice(0, 7)) return refused("month_ahead", undefined, "month");
  const value = readKpiValue(command.value);
  if (value === null) return refused("bad_value", undefined, "value");
  const note = command.note.trim();
  if (note.length > LONGEST_NOTE) return refused("too_long", { most: LONGEST_NOTE }, "note");
  const before = (await loadKpiValues(store, [kpiId])).find((row) => row.month === month);
  try {
    await store.writeAll((w) => [insertKpiValue(store, w, { kpiId, month, number: (before?.number ?? 0) + 1, value, note: note || null, enteredBy: personId, enteredAt: now })], {
      at: now, actor: ctx.actor, action: "client_kpi.value", entity: "client_kpi", entityId: kpiId, details: { month, before: before?.value ?? null, value, note },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
