import { foldKey } from "#app/domain/names.ts";
import { summariseTask } from "#app/domain/evaluation/task-state.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { mergeEvents } from "#app/domain/intake/merge-events.ts";
import type { IncomingReference, IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { Defect, Mapping } from "#app/domain/intake/mapping.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { insertDepartments, insertProducts } from "#db/queries/directory-writes.server.ts";
import type { NewDepartment, NewProduct } from "#db/queries/directory-writes.server.ts";
import { askFollowers, loadBandedProducts } from "#db/queries/request-days.server.ts";
import { advanceTasks, insertEvents, insertRecipients, insertTasks, loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import type { NewTask, NewTaskEvent, TaskAdvance } from "#db/queries/tasks.server.ts";
import { newId, newTaskId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";
import { loadFormerCodes } from "./former-codes.server.ts";
import type { FormerCode } from "./former-codes.server.ts";

/** Codes to ids, read once an import and extended by what the mapping creates. */
export interface Directory {
  readonly departments: Map<string, { id: string; parentId: string | null }>;
  /** Codes of departments that ended and have a successor. */
  readonly former: ReadonlyMap<string, FormerCode>;
  /** Products of which a promise counts the requests of a day. */
  readonly banded: ReadonlySet<string>;
  readonly products: Map<string, { id: string; providerId: string }>;
  /** Person ids by folded e-mail address. */
  readonly people: ReadonlyMap<string, string>;
}

export async function openDirectory(ctx: OperationContext): Promise<Directory> {
  const [departments, former, banded, products, people] = await Promise.all([loadDepartments(ctx.store), loadFormerCodes(ctx.store), loadBandedProducts(ctx.store), loadProducts(ctx.store), loadPeople(ctx.store)]);
  return {
    former,
    banded,
    departments: new Map(departments.map((row) => [row.code, row])),
    products: new Map(products.map((row) => [row.code, row])),
    people: new Map(people.flatMap((row) => (row.email ? [[row.email, row.id] as const] : []))),
  };
}

export interface Ingested {
  /** Tasks that were new, changed (a new event or a corrected one), or the same as before. */
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly defects: readonly Defect[];
}

/** The longest batch: long enough to write each touched page once, short enough that pages go on writing. */
export const INGEST_BATCH = 1_000;

/**
 * The one road into the task tables: upserts tasks by (source, external id) and appends what is new in
 * their histories. One transaction and one audit row a batch; the same batch again changes nothing.
 * `providers` are the departments whose work may be written; a row about another's is refused.
 */
export async function ingestTasks(
  ctx: OperationContext,
  input: { readonly batchId: string | null; readonly mapping: Pick<Mapping, "source" | "task">; readonly tasks: readonly IncomingTask[]; readonly directory: Directory; readonly providers?: ReadonlySet<string> },
): Promise<Ingested> {
  const { mapping, directory } = input;
  const defects: Defect[] = [];
  const newDepartments: NewDepartment[] = [];
  const newProducts: NewProduct[] = [];

  const department = (reference: IncomingReference, rule: Mapping["task"]["client"] | undefined, column: string, line: number, askedAt = Infinity): string | null => {
    const former = directory.former.get(reference.code);
    if (former) return askedAt < former.from ? former.id : former.successorId;
    const known = directory.departments.get(reference.code);
    if (known) return known.id;
    if (!rule?.create) {
      defects.push({ line, column, code: "unknown_department", value: reference.code });
      return null;
    }
    const parentId = rule.create.parent ? (directory.departments.get(rule.create.parent)?.id ?? null) : null;
    const row: NewDepartment = { id: newId(), parentId, code: reference.code, name: { en: reference.label, ru: reference.label }, isTeam: false };
    newDepartments.push(row);
    directory.departments.set(reference.code, { id: row.id, parentId });
    return row.id;
  };

  const resolved = input.tasks.flatMap((incoming) => {
    const { task } = mapping;
    const clientId = department(incoming.client, task.client, columnOf(task.client), incoming.line, incoming.events.find((event) => event.type === "requested")?.occurredAt);
    const providerId = incoming.provider ? department(incoming.provider, task.provider, columnOf(task.provider), incoming.line) : null;
    let product = directory.products.get(incoming.product.code);
    if (!product && task.product.create) {
      const owner = task.product.create.parent ? directory.departments.get(task.product.create.parent)?.id : providerId;
      if (owner) {
        const row: NewProduct = { id: newId(), code: incoming.product.code, providerId: owner, kind: "work", name: { en: incoming.product.label, ru: incoming.product.label } };
        newProducts.push(row);
        product = { id: row.id, providerId: owner };
        directory.products.set(incoming.product.code, product);
      }
    }
    if (!product) defects.push({ line: incoming.line, column: columnOf(task.product), code: "unknown_product", value: incoming.product.code });
    if (!product || !clientId || (incoming.provider && !providerId)) return [];
    const provider = providerId ?? product.providerId;
    if (input.providers && !input.providers.has(provider)) {
      defects.push({ line: incoming.line, column: columnOf(task.provider ?? task.product), code: "foreign_provider", value: incoming.provider?.code ?? incoming.product.code });
      return [];
    }
    return [{ incoming, productId: product.id, providerId: provider, clientId }];
  });

  const personId = (email: string | undefined) => (email ? (directory.people.get(email.toLowerCase()) ?? null) : null);
  const known = await loadTasksByExternalId(ctx.store, mapping.source, resolved.map(({ incoming }) => incoming.externalId));
  const knownById = new Map(known.map((row) => [row.externalId, row]));
  const histories = await loadEvents(ctx.store, known.map((row) => row.id));

  const tasks: NewTask[] = [];
  const recipients: { taskId: string; departmentId: string; position: number }[] = [];
  const events: NewTaskEvent[] = [];
  const advances: TaskAdvance[] = [];
  const asked: { productId: string; requestedAt: number }[] = [];
  const count = { accepted: 0, corrected: 0, unchanged: 0 };

  for (const { incoming, productId, providerId, clientId } of resolved) {
    const before = knownById.get(incoming.externalId);
    if (before && input.providers && !input.providers.has(before.providerId)) {
      defects.push({ line: incoming.line, column: columnOf(mapping.task.id), code: "foreign_provider", value: incoming.externalId });
      continue;
    }
    const history = before ? (histories.get(before.id) ?? []) : [];
    const merged = mergeEvents(history, incoming.events, ctx.now);
    if (before && merged.add.length === 0) {
      count.unchanged += 1;
      continue;
    }
    const taskId = before?.id ?? newTaskId(ctx.now);
    const firstSeq = before?.seq ?? 0;
    merged.add.forEach((event, index) => events.push(eventRow(taskId, firstSeq + index + 1, event, mapping.source, input.batchId)));
    const summary = summariseTask([...history, ...merged.add]);
    const seq = firstSeq + merged.add.length;
    if (before?.requestedAt !== summary.requestedAt) asked.push(...[before, { productId, requestedAt: summary.requestedAt! }].filter((one) => one !== undefined));
    if (before) {
      count.corrected += merged.corrected > 0 ? 1 : 0;
      count.accepted += merged.corrected > 0 ? 0 : 1;
      advances.push({ id: taskId, fromSeq: firstSeq, seq, state: summary.state, requestedAt: summary.requestedAt ?? before.requestedAt, deliveredAt: summary.deliveredAt });
    } else {
      count.accepted += 1;
      tasks.push({
        id: taskId, source: mapping.source, externalId: incoming.externalId, productId, providerId, clientId, requesterId: personId(incoming.requester), assigneeId: personId(incoming.assignee),
        title: incoming.title, searchKey: foldKey(`${incoming.externalId} ${incoming.title}`), attributes: incoming.attributes, state: summary.state,
        requestedAt: summary.requestedAt!, deliveredAt: summary.deliveredAt, acceptUntil: null, dueAt: null, outcome: null, agreementId: null, versionId: null, seq, evaluatedSeq: 0, nextChangeAt: 0,
      });
      recipients.push({ taskId, departmentId: clientId, position: 0 });
    }
  }

  if (tasks.length + advances.length + newDepartments.length + newProducts.length > 0)
    await ctx.store.writeAll(
      (w) => [
        ...insertDepartments(ctx.store, w, newDepartments),
        ...insertProducts(ctx.store, w, newProducts),
        ...insertTasks(ctx.store, w, tasks),
        ...insertRecipients(ctx.store, w, recipients),
        ...advanceTasks(ctx.store, w, advances),
        ...insertEvents(ctx.store, w, events),
        ...askFollowers(ctx.store, w, asked, directory.banded),
      ],
      {
        at: ctx.now, actor: ctx.actor, action: "tasks.ingest", entity: "import_batch", entityId: input.batchId ?? mapping.source, rows: tasks.length + advances.length,
        details: { source: mapping.source, tasks: tasks.length, changed: advances.length, events: events.length, departments: newDepartments.length, products: newProducts.length },
      },
    );
  return { ...count, defects };
}

const columnOf = (field: { column?: string } | { value: string } | undefined): string => (field && "column" in field ? (field.column ?? "") : "");

function eventRow(taskId: string, seq: number, event: TaskEvent, source: string, batchId: string | null): NewTaskEvent {
  return { taskId, seq, id: event.id, type: event.type, occurredAt: event.occurredAt, receivedAt: event.receivedAt, sourceOrder: event.sourceOrder, payload: event.payload, actorId: null, source, batchId };
}
