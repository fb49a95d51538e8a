import type { CaseTimes } from "#app/domain/improvement/case-clocks.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { startOfDate, type Zone } from "#app/domain/time/zone.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";

/** The clocks' instants of a stored case; its due date ends with the day in the organisation's zone. */
export const caseTimes = (row: CaseRow, zone: Zone): CaseTimes => ({
  createdAt: row.createdAt, replyDueAt: row.replyDueAt, planDueAt: row.planDueAt, doneDueAt: startOfDate(zone, addDays(row.dueOn, 1)) - 1,
  repliedAt: row.repliedAt, plannedAt: row.plannedAt, handedOverAt: row.handedOverAt, confirmedAt: row.confirmedAt,
});
