import { taskRef } from "#app/domain/evaluation/chain.ts";
import { HOUR_MS } from "#app/domain/time/local-date.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { waitFor } from "#app/operations/wait-for.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { insertWait } from "#db/queries/waits.server.ts";
import { listTasks, type WorkFilter, type WorkRow } from "#db/queries/work-list.server.ts";

/** A product that a department is owed, and what of its own work waits for it. */
const CHAINS: readonly { readonly up: string; readonly down: string; readonly note: string }[] = [
  { up: "IT-INC", down: "FIN-PAYM", note: "Платёж не провести, пока учётная система стоит." },
  { up: "FIN-PAYM", down: "PROC-ORD", note: "Поставщик отгружает после предоплаты." },
  { up: "LEG-CONTR", down: "PROC-ORD", note: "Без согласованного договора заказ не разместить." },
  { up: "LEG-ADV", down: "PROC-VEND", note: "Нужен ответ юристов о доверенностях поставщика." },
  { up: "PROC-ORD", down: "FAC-REP", note: "Ждём материалы для ремонта." },
  { up: "LEG-POA", down: "HR-CONTR", note: "Подписывает тот, на кого оформляют доверенность." },
];
/** People note what they wait for where it hurts: so many of each chain, late ones first. */
const NOTED = 8;
const MOST_TASKS = 600;

/** Tasks of the past year that waited for others, and open ones that wait now. Returns how many. */
export async function linkWaits(ctx: OperationContext, today: string): Promise<number> {
  const { store } = ctx;
  const [products, departments, posts] = await Promise.all([loadProducts(store), loadDepartments(store), loadPosts(store, today)]);
  const productOf = (code: string) => products.find((row) => row.code === code)!.id;
  const headOf = (departmentId: string) => posts.find((row) => row.post === "head" && row.departmentId === departmentId)?.personId;
  let linked = 0;
  const used = new Set<string>();
  for (const { up, down, note } of CHAINS) {
    const providerId = departments.find((row) => row.code === down.split("-")[0])!.id;
    const personId = headOf(providerId);
    if (!personId) continue;
    const [owed, own] = await Promise.all([tasksOf(ctx, { productId: productOf(up), clientId: providerId }), tasksOf(ctx, { productId: productOf(down) })]);
    const pairs = pairsOf(owed, own.filter((task) => !used.has(task.id)));
    const past = pairs.filter((pair) => pair.own.deliveredAt !== null).slice(0, NOTED);
    for (const { own: task } of past) used.add(task.id);
    // What is delivered can wait for nothing any more: what was noted then is written as it would have been.
    await store.writeAll(
      (w) => past.map(({ own: task, owed: upstream, at }) => insertWait(store, w, { taskId: task.id, number: 1, upstream: taskRef(upstream.id), upstreamTaskId: upstream.id, note, linkedBy: personId, linkedAt: at, warnedAt: at, endedBy: null, endedAt: null })),
      { at: ctx.now, actor: ctx.actor, action: "demo.waits", entity: "task", entityId: `${up} ${down}`, rows: past.length },
    );
    linked += past.length;
    for (const pair of pairs.filter((one) => one.own.deliveredAt === null && one.owed.deliveredAt === null).slice(0, 2)) {
      const done = await waitFor(ctx, { taskId: pair.own.id, upstream: taskRef(pair.owed.id), note, personId });
      if (done.ok) linked += 1;
    }
  }
  return linked;
}

const tasksOf = (ctx: OperationContext, of: Pick<WorkFilter, "productId"> & Partial<Pick<WorkFilter, "clientId">>): Promise<WorkRow[]> =>
  listTasks(ctx.store, "all", { search: "", view: null, state: null, outcome: null, providerId: null, clientId: null, door: null, ...of }, { column: "requested", descending: true }, { limit: MOST_TASKS, offset: 0 });

interface Pair {
  readonly own: WorkRow;
  readonly owed: WorkRow;
  /** When somebody could have noted it: both were open, and the own one was not due yet. */
  readonly at: number;
}

/** Each own task with one that it may have waited for, both used once: late ones first, then the newest. */
function pairsOf(owed: readonly WorkRow[], own: readonly WorkRow[]): Pair[] {
  const isLate = (row: WorkRow) => row.outcome === "breached";
  const found: Pair[] = [];
  const used = new Set<string>();
  const byLateness = [...owed].sort((a, b) => Number(isLate(b)) - Number(isLate(a)) || (b.requestedAt ?? 0) - (a.requestedAt ?? 0));
  for (const upstream of byLateness) {
    const fitting = own.flatMap((task) => {
      if (used.has(task.id) || task.requestedAt === null || task.dueAt === null || upstream.requestedAt === null) return [];
      const at = Math.max(task.requestedAt, upstream.requestedAt) + HOUR_MS;
      const open = at < Math.min(task.dueAt, task.deliveredAt ?? Infinity, upstream.deliveredAt ?? Infinity);
      // It was delivered after what it waited for.
      return open && (task.deliveredAt === null || (upstream.deliveredAt !== null && upstream.deliveredAt <= task.deliveredAt)) ? [{ own: task, owed: upstream, at }] : [];
    });
    const pair = fitting.find((one) => isLate(one.own) && isLate(upstream)) ?? fitting[0];
    if (!pair) continue;
    used.add(pair.own.id);
    found.push(pair);
  }
  return found;
}
