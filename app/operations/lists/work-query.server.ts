import { readTableQuery, type TableQuery } from "#app/domain/list/table-query.ts";
import { OUTCOMES, STANDINGS } from "#app/domain/evaluation/verdict.ts";
import { LATE_EDIT_MS } from "#app/domain/score/closing-check.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { addDays, addMonths, readDay } from "#app/domain/time/local-date.ts";
import { startOfDate, type Zone } from "#app/domain/time/zone.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { TASK_SIDES, TASK_STATES, type TaskSide } from "#app/domain/task/task-acts.ts";
import { WORK_SORTS, WORK_VIEWS } from "#db/queries/work-list.server.ts";
import type { WorkDoor, WorkFilter, WorkSort } from "#db/queries/work-list.server.ts";

export type WorkQuery = TableQuery<WorkSort, "view" | "side" | "state" | "outcome" | "product" | "provider" | "client">;

/** The address of the list, whatever is unknown in it left out. */
export function readWorkQuery(params: URLSearchParams, known: { readonly productIds: readonly string[]; readonly departmentIds: readonly string[] }): WorkQuery {
  return readTableQuery(params, {
    sortable: WORK_SORTS,
    defaultSort: { column: "requested", descending: true },
    filters: {
      view: WORK_VIEWS,
      side: TASK_SIDES,
      state: TASK_STATES,
      outcome: [...OUTCOMES, "none"],
      product: known.productIds,
      provider: known.departmentIds,
      client: known.departmentIds,
    },
    pageSize: 50,
  });
}

/** Lines that one address can name: more than a scorecard of any department has had. */
const MOST_LINES = 60;

/**
 * `?obligation=KEY&period=2026-06&standing=breached`: what a figure of a scorecard opens to; several `obligation` are several lines.
 * A quarter stands for its months. Without a line, a period with standings or `edited=72h` is a line of a closing's checklist.
 */
export function readDoor(params: URLSearchParams, now: number): (WorkDoor & { readonly period: string | null }) | null {
  const obligationKeys = params.getAll("obligation").filter((key) => key !== "" && key.length <= 300).slice(0, MOST_LINES);
  const months = monthsOf(params.get("period") ?? "");
  const asked = (params.get("standing") ?? "").split(",");
  const standings = STANDINGS.filter((standing) => asked.includes(standing));
  const editedSince = params.get("edited") === "72h" ? now - LATE_EDIT_MS : null;
  if (obligationKeys.length === 0 && (months.length === 0 || (standings.length === 0 && editedSince === null))) return null;
  return { obligationKeys, months, standings, editedSince, period: months.length > 0 ? params.get("period") : null };
}

/** The months of a period's name; none where it is no period. */
function monthsOf(period: string): readonly string[] {
  return /^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/.test(period) ? monthsOfPayPeriod(period) : [];
}

/** `?delivered=2026-06`: deliveries of a period's calendar months, which is what coverage counts. */
export function deliveredIn(params: URLSearchParams, zone: Zone): { readonly from: number; readonly to: number; readonly period: string } | null {
  const period = params.get("delivered") ?? "";
  const months = monthsOf(period);
  if (months.length === 0) return null;
  return { from: startOfDate(zone, `${months[0]!}-01`), to: startOfDate(zone, `${addMonths(months[months.length - 1]!, 1)}-01`), period };
}

export interface DueDoor {
  readonly dueIn: { readonly from: number; readonly to: number } | null;
  /** The local days asked for, the last one included, `first` null = whenever before; null = whenever. */
  readonly days: { readonly first: string | null; readonly last: string } | null;
  readonly assignee: { readonly personId: string | null } | null;
}

/**
 * `?due=2026-11-23`, `?due=2026-11-23..2026-11-29` or `?due=..2026-11-22`, and `?assignee=ID` or `?assignee=nobody`: what a figure of the
 * weekly page opens to.
 */
export function readDue(params: URLSearchParams, zone: Zone): DueDoor | null {
  const days = daysOf(params.get("due") ?? "");
  const person = (params.get("assignee") ?? "").slice(0, 64);
  if (days === null && person === "") return null;
  return {
    dueIn: days && { from: days.first === null ? 0 : startOfDate(zone, days.first), to: startOfDate(zone, addDays(days.last, 1)) },
    days,
    assignee: person === "" ? null : { personId: person === "nobody" ? null : person },
  };
}

function daysOf(text: string): DueDoor["days"] {
  const [first, last = first, more] = text.split("..");
  if (more !== undefined || last === undefined || readDay(last) === null) return null;
  if (first === "" || first === undefined) return { first: null, last };
  return readDay(first) === null || first > last ? null : { first, last };
}

export function filterOf(query: WorkQuery, door: WorkDoor | null, actor: Actor, delivered: WorkFilter["deliveredIn"] = null, due: DueDoor | null = null): WorkFilter {
  const { filters } = query;
  return {
    search: query.search,
    view: (filters.view as WorkFilter["view"]) ?? null,
    personId: actor.personId,
    side: filters.side ? { is: filters.side as TaskSide, departmentIds: ownDepartments(actor) } : null,
    state: (filters.state as WorkFilter["state"]) ?? null,
    outcome: (filters.outcome as WorkFilter["outcome"]) ?? null,
    productId: filters.product ?? null,
    providerId: filters.provider ?? null,
    clientId: filters.client ?? null,
    deliveredIn: delivered,
    dueIn: due?.dueIn ?? null,
    assignee: due?.assignee ?? null,
    door,
  };
}
