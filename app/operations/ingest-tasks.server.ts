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
import type { NewTask, NewTaskEvent, TaskAdvance, TaskRow } from "#db/queries/tasks.server.ts";
import { newId, newTaskId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { loadFormerCodes } from "./former-codes.server.ts";
import type { FormerCode } from "./former-codes.server.ts";

/** Codes to ids, read once an import and extended by what the mapping creates. */
export interface Directory {
  readonly departments: Map<string, { id: string; parentId: string | null }>;
  /** Codes of departments that ended and have a successor. */
  readonly former: ReadonlyMap<string, FormerCode>;
  readonly products: Map<string, { id: string; providerId: string }>;
  /** Person ids by folded e-mail address. */
  readonly people: ReadonlyMap<string, string>;
}

export async function openDirectory(ctx: OperationContext): Promise<Directory> {
  const [departments, former, products, people] = await Promise.all([loadDepartments(ctx.store), loadFormerCodes(ctx.store), loadProducts(ctx.store), loadPeople(ctx.store)]);
  return {
    former,
    departments: new Map(departments.map((row) => [row.code, row])),
    products: new Map(products.map((row) => [row.code, row])),
    people: new Map(people.flatMap((row) => (row.email ? [[row.email, row.id] as const] : []))),
  };
}

/** What became of one task of a batch. */
export type IngestOutcome = "accepted" | "corrected" | "unchanged";

export interface Ingested {
  /** Tasks that were new or got a new event, that got a corrected one, or stayed the same. */
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  /** By the line that the task came in. A task with a defect has none. */
  readonly outcomes: ReadonlyMap<number, IngestOutcome>;
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

  const written = await writeHistories(ctx, { batchId: input.batchId, source: mapping.source, idColumn: columnOf(mapping.task.id), providers: input.providers, people: directory.people, newDepartments, newProducts, tasks: resolved });
  return { ...written, defects: [...defects, ...written.defects] };
}

/** A task whose product and departments are known. */
interface ResolvedTask {
  readonly incoming: Pick<IncomingTask, "line" | "externalId" | "title" | "requester" | "assignee" | "attributes" | "events">;
  readonly productId: string;
  readonly providerId: string;
  readonly clientId: string;
}

/** Appends events to a task that is there already, as its own source tells them. */
export async function ingestEvents(ctx: OperationContext, task: TaskRow, events: IncomingTask["events"]): Promise<Ingested> {
  const incoming = { line: 1, externalId: task.externalId, title: task.title, attributes: task.attributes, events };
  return writeHistories(ctx, { batchId: null, source: task.source, idColumn: "", people: new Map(), newDepartments: [], newProducts: [], tasks: [{ incoming, productId: task.productId, providerId: task.providerId, clientId: task.clientId }] });
}

interface Histories {
  readonly batchId: string | null;
  readonly source: string;
  readonly idColumn: string;
  readonly providers?: ReadonlySet<string>;
  readonly people: Directory["people"];
  readonly newDepartments: readonly NewDepartment[];
  readonly newProducts: readonly NewProduct[];
  readonly tasks: readonly ResolvedTask[];
}

/** The same tasks may come by two roads at once: whoever is second reads what the first has written and tells only what is new. */
async function writeHistories(ctx: OperationContext, input: Histories): Promise<Ingested> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeOver(ctx, input);
    } catch (error) {
      if (!(error instanceof DuplicateError || error instanceof StaleWriteError) || attempt >= 5) throw error;
    }
  }
}

async function writeOver(ctx: OperationContext, input: Histories): Promise<Ingested> {
  const { source, batchId, newDepartments, newProducts } = input;
  const personId = (email: string | undefined) => (email ? (input.people.get(email.toLowerCase()) ?? null) : null);
  const known = await loadTasksByExternalId(ctx.store, source, input.tasks.map(({ incoming }) => incoming.externalId));
  const knownById = new Map(known.map((row) => [row.externalId, row]));
  const [histories, banded] = await Promise.all([loadEvents(ctx.store, known.map((row) => row.id)), loadBandedProducts(ctx.store)]);

  const defects: Defect[] = [];
  const tasks: NewTask[] = [];
  const recipients: { taskId: string; departmentId: string; position: number }[] = [];
  const events: NewTaskEvent[] = [];
  const advances: TaskAdvance[] = [];
  const asked: { productId: string; requestedAt: number }[] = [];
  const outcomes = new Map<number, IngestOutcome>();

  for (const { incoming, productId, providerId, clientId } of input.tasks) {
    const before = knownById.get(incoming.externalId);
    if (before && input.providers && !input.providers.has(before.providerId)) {
      defects.push({ line: incoming.line, column: input.idColumn, code: "foreign_provider", value: incoming.externalId });
      continue;
    }
    const history = before ? (histories.get(before.id) ?? []) : [];
    const fault = faultOfHistory(before?.requestedAt ?? null, incoming.events);
    if (fault) {
      defects.push({ line: incoming.line, column: "events", ...fault });
      continue;
    }
    const merged = mergeEvents(history, incoming.events, ctx.now);
    if (before && merged.add.length === 0) {
      outcomes.set(incoming.line, "unchanged");
      continue;
    }
    const taskId = before?.id ?? newTaskId(ctx.now);
    const firstSeq = before?.seq ?? 0;
    merged.add.forEach((event, index) => events.push(eventRow(taskId, firstSeq + index + 1, event, source, batchId)));
    const summary = summariseTask([...history, ...merged.add]);
    const seq = firstSeq + merged.add.length;
    if (before?.requestedAt !== summary.requestedAt) asked.push(...[before, { productId, requestedAt: summary.requestedAt! }].filter((one) => one !== undefined));
    outcomes.set(incoming.line, before && merged.corrected > 0 ? "corrected" : "accepted");
    if (before) advances.push({ id: taskId, fromSeq: firstSeq, seq, state: summary.state, requestedAt: summary.requestedAt ?? before.requestedAt, deliveredAt: summary.deliveredAt });
    else {
      tasks.push({
        id: taskId, source, externalId: incoming.externalId, productId, providerId, clientId, requesterId: personId(incoming.requester), assigneeId: personId(incoming.assignee),
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
        ...askFollowers(ctx.store, w, asked, banded),
      ],
      {
        at: ctx.now, actor: ctx.actor, action: "tasks.ingest", entity: "import_batch", entityId: batchId ?? source, rows: tasks.length + advances.length,
        details: { source, tasks: tasks.length, changed: advances.length, events: events.length, departments: newDepartments.length, products: newProducts.length },
      },
    );
  const count = (outcome: IngestOutcome) => [...outcomes.values()].filter((one) => one === outcome).length;
  return { accepted: count("accepted"), corrected: count("corrected"), unchanged: count("unchanged"), outcomes, defects };
}

/** What a source tells must begin with a request, in this batch or before; files are checked row by row earlier. */
function faultOfHistory(knownRequestAt: number | null, events: IncomingTask["events"]): Pick<Defect, "code" | "value"> | null {
  const told = events.filter((event) => event.type === "requested").map((event) => event.occurredAt);
  const requestedAt = told.length > 0 ? Math.min(...told) : knownRequestAt;
  if (requestedAt === null) return { code: "no_request", value: "" };
  const early = events.find((event) => event.occurredAt < requestedAt);
  return early ? { code: "before_requested", value: `${early.type} ${new Date(early.occurredAt).toISOString()}` } : null;
}

const columnOf = (field: { column?: string } | { value: string } | undefined): string => (field && "column" in field ? (field.column ?? "") : "");

function eventRow(taskId: string, seq: number, event: TaskEvent, source: string, batchId: string | null): NewTaskEvent {
  return { taskId, seq, id: event.id, type: event.type, occurredAt: event.occurredAt, receivedAt: event.receivedAt, sourceOrder: event.sourceOrder, payload: event.payload, actorId: null, source, batchId };
}
