import type { z } from "zod";
import type { TokenActor } from "#app/domain/access/token-scope.ts";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { findTaskOfSource } from "#db/queries/tasks.server.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { OperationContext } from "../context.ts";
import { ingestEvents, ingestTasks, openDirectory } from "../ingest-tasks.server.ts";
import type { IngestOutcome } from "../ingest-tasks.server.ts";
import { tokenReaches } from "#app/domain/access/token-scope.ts";
import { apiTaskSchema, incomingEvents } from "./api-task.ts";
import type { ApiEvent } from "./api-task.ts";

export interface ItemError {
  /** JSON pointer into the item. */
  readonly pointer: string;
  readonly code: string;
  readonly value?: string;
}

export interface ItemResult {
  readonly index: number;
  readonly externalId: string | null;
  readonly status: IngestOutcome | "rejected";
  readonly errors: readonly ItemError[];
}

/** Names the fields of an item as a table's columns are named, so that a defect says which one it means. */
const FIELDS: Mapping["task"] = { id: { column: "externalId" }, product: { column: "product" }, client: { column: "client" }, provider: { column: "provider" } };

/** Takes a batch of tasks as a source tells them. Each item is taken whole or refused whole, with every reason. */
export async function ingestItems(ctx: OperationContext, token: TokenActor, items: readonly unknown[]): Promise<ItemResult[]> {
  const results = new Map<number, ItemResult>();
  const tasks: IncomingTask[] = [];
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const parsed = apiTaskSchema.safeParse(item);
    if (!parsed.success) return void results.set(index, { index, externalId: idOf(item), status: "rejected", errors: issuesOf(parsed.error) });
    const { data } = parsed;
    const reject = (pointer: string, code: string) => results.set(index, { index, externalId: data.externalId, status: "rejected", errors: [{ pointer, code }] });
    if (seen.has(data.externalId)) return void reject("/externalId", "duplicate_item");
    seen.add(data.externalId);
    const label = (code: string) => ({ code, label: code });
    tasks.push({
      line: index, externalId: data.externalId, product: label(data.product), client: label(data.client), provider: data.provider === undefined ? null : label(data.provider),
      title: data.title ?? data.externalId, attributes: data.attributes, events: incomingEvents(data.events),
      ...(data.requester ? { requester: data.requester } : {}), ...(data.assignee ? { assignee: data.assignee } : {}),
    });
  });
  const directory = await openDirectory(ctx);
  const providers = token.providerIds === null ? undefined : new Set(token.providerIds);
  const done = await ingestTasks(ctx, { batchId: null, mapping: { source: token.source, task: FIELDS }, tasks, directory, providers });
  for (const { line: index, column, code, value } of done.defects) {
    const before = results.get(index)?.errors ?? [];
    results.set(index, { index, externalId: idOf(items[index]), status: "rejected", errors: [...before, { pointer: `/${column}`, code, ...(value ? { value } : {}) }] });
  }
  for (const [index, status] of done.outcomes) results.set(index, { index, externalId: idOf(items[index]), status, errors: [] });
  return items.map((_item, index) => results.get(index)!);
}

/** Appends events to one known task. Errors `not_found`, `before_requested`. */
export async function ingestItemEvents(ctx: OperationContext, token: TokenActor, externalId: string, events: readonly ApiEvent[]): Promise<Result<IngestOutcome>> {
  const task = await findTaskOfSource(ctx.store, token.source, externalId);
  if (!task || !tokenReaches(token, task)) return refused("not_found");
  const done = await ingestEvents(ctx, task, incomingEvents(events));
  const [defect] = done.defects;
  return defect ? refused(defect.code, { value: defect.value }, defect.column) : ok(done.outcomes.get(1) ?? "unchanged");
}

const idOf = (item: unknown): string | null => {
  const id = (item as { externalId?: unknown } | null)?.externalId;
  return typeof id === "string" ? id.slice(0, 500) : null;
};

/** Schema faults as errors; the code is the validator's own word. */
export const issuesOf = (error: z.ZodError): ItemError[] =>
  error.issues.slice(0, 20).map((issue) => ({ pointer: `/${issue.path.join("/")}`, code: issue.code === "custom" ? issue.message : issue.code, value: issue.message.slice(0, 200) }));
