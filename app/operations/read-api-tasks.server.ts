import type { TokenActor } from "#app/domain/access/token-scope.ts";
import { tokenReaches } from "#app/domain/access/token-scope.ts";
import { groupBy } from "./agreement-book.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { findTaskOfSource, loadEvents, loadTasksOfSource } from "#db/queries/tasks.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import { loadVerdictsOfTasks } from "#db/queries/verdicts.server.ts";
import type { VerdictRow } from "#db/queries/verdicts.server.ts";
import type { Store } from "#db/store.ts";

interface Codes {
  readonly departments: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
}

async function loadCodes(store: Store): Promise<Codes> {
  const [departments, products] = await Promise.all([loadDepartments(store, "all"), loadProducts(store)]);
  return { departments: new Map(departments.map((row) => [row.id, row.code])), products: new Map(products.map((row) => [row.id, row.code])) };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function shown(task: TaskRow, codes: Codes, verdicts: readonly VerdictRow[]) {
  return {
    source: task.source, externalId: task.externalId, title: task.title, product: codes.products.get(task.productId) ?? null, provider: codes.departments.get(task.providerId) ?? null,
    client: codes.departments.get(task.clientId) ?? null, state: task.state, requestedAt: iso(task.requestedAt), deliveredAt: iso(task.deliveredAt), dueAt: iso(task.dueAt), outcome: task.outcome,
    underAgreement: task.agreementId !== null, attributes: task.attributes,
    verdicts: verdicts.map((row) => ({
      obligation: row.obligationKey, cycle: row.cycle, carry: row.carry, state: row.state, outcome: row.outcome, excused: row.standing === "excused", period: row.period || null, dueAt: iso(row.dueAt), decidedAt: iso(row.decidedAt), lateByMs: row.lateByMs,
    })),
  };
}

/** A page of a source's tasks; `nextCursor` is null on the last one. */
export async function readApiTasks(store: Store, token: TokenActor, cursor: string, limit: number) {
  const rows = await loadTasksOfSource(store, token.source, token.providerIds, cursor, limit + 1);
  const page = rows.slice(0, limit);
  const [codes, verdicts] = await Promise.all([loadCodes(store), loadVerdictsOfTasks(store, page.map((row) => row.id))]);
  const verdictsOf = groupBy(verdicts, (row) => row.taskId ?? "");
  return { tasks: page.map((row) => shown(row, codes, verdictsOf.get(row.id) ?? [])), nextCursor: rows.length > limit ? page[page.length - 1]!.id : null };
}

/** One task with its events; null when the token does not reach it. */
export async function readApiTask(store: Store, token: TokenActor, externalId: string) {
  const task = await findTaskOfSource(store, token.source, externalId);
  if (!task || !tokenReaches(token, task)) return null;
  const [codes, verdicts, events] = await Promise.all([loadCodes(store), loadVerdictsOfTasks(store, [task.id]), loadEvents(store, [task.id])]);
  return {
    ...shown(task, codes, verdicts),
    events: (events.get(task.id) ?? []).map((event) => ({ id: event.id, type: event.type, occurredAt: iso(event.occurredAt), receivedAt: iso(event.receivedAt), payload: event.payload })),
  };
}
