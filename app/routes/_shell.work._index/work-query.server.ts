import { readTableQuery, type TableQuery } from "#app/components/table-query.ts";
import { OUTCOMES, STANDINGS } from "#app/domain/evaluation/verdict.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
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

/** `?obligation=KEY&period=2026-06&standing=breached`: what a figure of a scorecard opens to. A quarter stands for its months. */
export function readDoor(params: URLSearchParams): (WorkDoor & { readonly period: string | null }) | null {
  const obligationKey = params.get("obligation");
  if (!obligationKey || obligationKey.length > 300) return null;
  const period = params.get("period") ?? "";
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(period);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  const months = month ? [period] : quarter ? payPeriodMonths(`${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, "0")}`, "quarter") : [];
  const asked = (params.get("standing") ?? "").split(",");
  return { obligationKey, months, standings: STANDINGS.filter((standing) => asked.includes(standing)), period: months.length > 0 ? period : null };
}

export function filterOf(query: WorkQuery, door: WorkDoor | null, actor: Actor): WorkFilter {
  const { filters } = query;
  return {
    search: query.search,
    view: (filters.view as WorkFilter["view"]) ?? null,
    personId: actor.personId,
    side: filters.side ? { is: filters.side as TaskSide, departmentIds: departmentsOf(actor) } : null,
    state: (filters.state as WorkFilter["state"]) ?? null,
    outcome: (filters.outcome as WorkFilter["outcome"]) ?? null,
    productId: filters.product ?? null,
    providerId: filters.provider ?? null,
    clientId: filters.client ?? null,
    door,
  };
}
