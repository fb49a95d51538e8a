import { mapDelivery } from "#app/domain/intake/hook-mapping.ts";
import type { HookFault } from "#app/domain/intake/hook-mapping.ts";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { DefectCode } from "#app/domain/intake/mapping.ts";
import { PLAUSIBLE_FROM } from "#app/domain/intake/mapping.ts";
import { mergeEvents } from "#app/domain/intake/merge-events.ts";
import type { Zone } from "#app/domain/time/zone.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { tasksTouchedBy } from "#db/queries/import-work.server.ts";
import { insertImportBatch, insertQuarantine, updateImportBatch } from "#db/queries/imports.server.ts";
import type { QuarantineRow } from "#db/queries/imports.server.ts";
import type { PullSourceRow } from "#db/queries/pulls.server.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import type { Store, Unit, Writer } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { MOST_AHEAD_MS } from "../feeds/bring-in.server.ts";
import { INGEST_BATCH, ingestTasks, openDirectory } from "../ingest-tasks.server.ts";
import { FIELDS } from "../hooks/receive-hook.server.ts";

/** What became of the items of a run: `rows` = accepted + corrected + unchanged + skipped + quarantined. */
export interface PulledCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly quarantined: number;
}

export const NOTHING_PULLED: PulledCounts = { rows: 0, accepted: 0, corrected: 0, unchanged: 0, skipped: 0, quarantined: 0 };

export interface PulledItem {
  readonly item: unknown;
  readonly digest: string;
}

/** Written with a new import: a process that dies after it finds the import again and goes on with it. */
export type Begins = (w: Writer, batchId: string) => Unit;

/** An item as text in a list of rows put aside. */
const MOST_RAW = 20_000;

const CODES: Readonly<Record<HookFault["code"], DefectCode>> = { missing: "missing_value", not_mapped: "unknown_value", bad_instant: "bad_date", too_long: "too_long" };

interface Aside {
  readonly line: number;
  readonly digest: string;
  readonly item: unknown;
  readonly faults: readonly { readonly field: string; readonly code: DefectCode; readonly value: string }[];
}

interface Fitting {
  readonly line: number;
  readonly digest: string;
  readonly item: unknown;
  readonly task: IncomingTask;
}

/**
 * Writes a page of items into the tasks and lists what could not be used as rows of an import, which is made when there is something to
 * tell. The same page again changes nothing; `again`: a run before this one may have written it and died.
 */
export async function bringPage(
  ctx: OperationContext,
  source: PullSourceRow,
  zone: Zone,
  page: { readonly batchId: string | null; readonly items: readonly PulledItem[]; readonly firstLine: number; readonly known: number; readonly again: boolean; readonly text: string; readonly begins: Begins },
): Promise<{ readonly batchId: string | null; readonly counts: (before: PulledCounts) => PulledCounts; readonly aside: readonly string[] }> {
  const { store } = ctx;
  const aside: Aside[] = [];
  const fitting: Fitting[] = [];
  let skipped = 0;
  for (const [index, { item, digest }] of page.items.entries()) {
    const line = page.firstLine + index;
    const mapped = mapDelivery(source.mapping, item, zone, ctx.now);
    if (mapped.kind === "ignored") skipped += 1;
    else if (mapped.kind === "faults") aside.push({ line, digest, item, faults: mapped.faults.map((fault) => ({ field: fault.field, code: CODES[fault.code], value: fault.value })) });
    else {
      const far = mapped.task.events.find((event) => event.occurredAt < PLAUSIBLE_FROM || event.occurredAt > ctx.now + MOST_AHEAD_MS);
      const code = far && far.occurredAt > ctx.now ? ("in_future" as const) : ("implausible_date" as const);
      if (far) aside.push({ line, digest, item, faults: [{ field: far.type, code, value: new Date(far.occurredAt).toISOString() }] });
      else fitting.push({ line, digest, item, task: { ...mapped.task, line } });
    }
  }
  const done = { accepted: 0, corrected: 0, unchanged: 0 };
  let { batchId } = page;
  const open = async () => (batchId ??= await openBatch(ctx, source, page.text, page.begins));
  for (const round of rounds(fitting)) {
    const fresh = await newsOf(ctx, source, round);
    const touched = page.again && batchId ? await tasksTouchedBy(store, batchId, source.source, round.map((one) => one.task.externalId)) : new Map<string, { corrected: boolean }>();
    const before = [...touched.values()].filter((one) => one.corrected).length;
    done.unchanged += round.length - fresh.length - touched.size;
    done.accepted += touched.size - before;
    done.corrected += before;
    if (fresh.length === 0) continue;
    const told = await ingestTasks(ctx, {
      batchId: await open(), mapping: { source: source.source, task: FIELDS }, tasks: fresh.map((one) => one.task), directory: await openDirectory(ctx), providers: source.providerIds === null ? undefined : new Set(source.providerIds),
    });
    done.accepted += told.accepted;
    done.corrected += told.corrected;
    done.unchanged += told.unchanged;
    for (const { line, column, code, value } of told.defects) {
      const one = fresh.find((candidate) => candidate.line === line)!;
      aside.push({ line, digest: one.digest, item: one.item, faults: [{ field: column, code, value }] });
    }
  }
  if (aside.length > 0) {
    const id = await open();
    const rows: QuarantineRow[] = aside.flatMap(({ line, item, faults }) => {
      const raw = { item: JSON.stringify(item).slice(0, MOST_RAW) };
      return [...new Map(faults.map((fault) => [fault.field, fault])).values()].map((fault) => ({ batchId: id, line, column: fault.field, reason: fault.code, value: fault.value.slice(0, 200), raw }));
    });
    await store.writeAll((w) => insertQuarantine(store, w, rows), { at: ctx.now, actor: ctx.actor, action: "import.quarantine", entity: "import_batch", entityId: id, rows: rows.length });
  }
  return {
    batchId, aside: aside.map((one) => one.digest),
    counts: (before) => ({
      rows: before.rows + page.items.length + page.known, accepted: before.accepted + done.accepted, corrected: before.corrected + done.corrected, unchanged: before.unchanged + done.unchanged + page.known,
      skipped: before.skipped + skipped, quarantined: before.quarantined + aside.length,
    }),
  };
}

/** Each task once a round: a list may name one twice. */
function rounds(fitting: readonly Fitting[]): Fitting[][] {
  const found: { ids: Set<string>; items: Fitting[] }[] = [];
  for (const one of fitting) {
    const last = found.at(-1);
    if (last && last.items.length < INGEST_BATCH && !last.ids.has(one.task.externalId)) {
      last.ids.add(one.task.externalId);
      last.items.push(one);
    } else found.push({ ids: new Set([one.task.externalId]), items: [one] });
  }
  return found.map((round) => round.items);
}

/**
 * Items that tell something new. An item is a snapshot, so a date that differs from the one before corrects it; but what happened "when it
 * was received" has happened once.
 */
async function newsOf(ctx: OperationContext, source: PullSourceRow, round: readonly Fitting[]): Promise<Fitting[]> {
  const known = await loadTasksByExternalId(ctx.store, source.source, round.map((one) => one.task.externalId));
  const idOf = new Map(known.map((row) => [row.externalId, row.id]));
  const histories = await loadEvents(ctx.store, known.map((row) => row.id));
  return round.flatMap((one) => {
    const id = idOf.get(one.task.externalId);
    if (id === undefined) return [one];
    const history = histories.get(id) ?? [];
    const told = new Set(history.map((event) => event.id));
    const events = one.task.events.filter((event) => event.occurredAt !== ctx.now || !told.has(event.key));
    return mergeEvents(history, events, ctx.now).add.length > 0 ? [{ ...one, task: { ...one.task, events } }] : [];
  });
}

async function openBatch(ctx: OperationContext, source: PullSourceRow, text: string, begins: Begins): Promise<string> {
  const { store, now } = ctx;
  const id = newId();
  const fileHash = sha256(text);
  await store.writeAll(
    (w) => [insertImportBatch(store, w, { id, source: source.source, fileName: source.name, fileHash, state: "running", startedAt: now, finishedAt: null, importedBy: null, rows: 0, accepted: 0, unchanged: 0, corrected: 0, quarantined: 0, skipped: 0, used: 0, fixed: 0 }), ...begins(w, id)],
    { at: now, actor: ctx.actor, action: "import.start", entity: "import_batch", entityId: id, details: { source: source.source, pull: source.id, fileHash } },
  );
  return id;
}

/** Ends the import of a run that came to the end of its list. */
export async function endBatch(ctx: OperationContext, batchId: string, counts: PulledCounts): Promise<void> {
  const { store, now } = ctx;
  await store.writeAll((w) => [endedBatch(store, w, batchId, counts, now)], {
    at: now, actor: ctx.actor, action: "import.finish", entity: "import_batch", entityId: batchId, details: { state: "done", ...counts, used: usedOf(counts) },
  });
}

/** The statement that ends an import with what became of its items. */
export function endedBatch(store: Store, w: Writer, batchId: string, counts: PulledCounts, now: number): ReturnType<typeof updateImportBatch> {
  return updateImportBatch(store, w, batchId, { state: "done", finishedAt: now, ...counts, used: usedOf(counts) });
}

const usedOf = (counts: PulledCounts): number => counts.rows - counts.skipped - counts.quarantined;
