import { nameIn, type Locale } from "#app/domain/names.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import type { CheckResult } from "#app/operations/feeds/check-file.server.ts";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { fault } from "#app/web/guard.server.ts";
import { maySeeImport } from "#app/web/import-scope.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { loadImportJob, loadUpload, quarantineReasons } from "#db/queries/import-work.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";
import type { Store } from "#db/store.ts";

const SHOWN_DEFECTS = 50;
const SHOWN_UNKNOWN = 30;
const TEACHABLE = ["unknown_product", "unknown_department", "unknown_activity"] as const;

/** What an import is at: a check, its result, the work itself, or what became of it. 404 for somebody else's. */
export async function readImport(store: Store, actor: Actor, batchId: string, query: TableQuery, locale: Locale, now: number) {
  const batch = await loadImport(store, batchId);
  if (!batch || !maySeeImport(actor, batch)) throw fault(404, "not_found");
  const [job, upload] = await Promise.all([loadImportJob(store, batch.id), loadUpload(store, batch.id)]);
  const working = job !== null && (job.state === "queued" || job.state === "running");
  const phase = batch.state === "draft" ? (job?.kind === "check" ? ("check" as const) : ("mapping" as const)) : working || job?.state === "stopped" || (job?.state === "failed" && job.kind === "import") ? ("work" as const) : ("result" as const);
  const check = phase === "check" && job?.state === "done" ? (job.result as CheckResult) : null;
  const aside = phase === "result" || phase === "work" ? await loadQuarantine(store, batch.id, query.pageSize, query.offset) : [];
  const unknown = check
    ? (check.unknown ?? []).map(({ kind, ...rest }) => ({ reason: kind as string, ...rest }))
    : phase === "result" && upload
      ? await quarantineReasons(store, batch.id, SHOWN_UNKNOWN, TEACHABLE)
      : [];
  const things = unknown.length > 0 ? await Promise.all([loadProducts(store), loadDepartments(store)]) : [[], []];
  const choice = (row: { code: string; name: { en?: string; ru?: string } }) => ({ code: row.code, name: nameIn(row.name, locale) });
  const providers = things[1].filter((row) => !row.isTeam && can(actor, "product.edit", { departmentIds: [row.id] }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, locale);
  return {
    id: batch.id,
    fileName: batch.fileName,
    state: batch.state,
    phase,
    resentOf: upload?.resentOf ?? null,
    counts: {
      rows: batch.rows, used: batch.used ?? batch.rows - batch.skipped - batch.quarantined, skipped: batch.skipped, quarantined: batch.quarantined, fixed: batch.fixed ?? 0, accepted: batch.accepted, corrected: batch.corrected, unchanged: batch.unchanged,
    },
    job: job && {
      kind: job.kind, state: job.state, stopWanted: job.stopWanted, rowsDone: job.rowsDone, rowsTotal: job.rowsTotal, counts: job.counts, fault: job.fault, faultDetail: job.faultDetail, leftMs: leftMs(job, now),
    },
    check: check && { ...check, defects: check.defects.slice(0, SHOWN_DEFECTS) },
    aside: aside.map(({ line, column, reason, value, raw }) => ({ line, column, reason, value, cell: column !== "" && column in raw ? raw[column]!.slice(0, 500) : null })),
    mayFix: upload !== null && !working && !(check && upload.resentOf),
    unknown: unknown.map(({ reason, column, value, rows }) => ({ kind: reason, column, value, rows })),
    products: things[0].map(choice).sort(byName),
    departments: things[1].map(choice).sort(byName),
    /** Departments that a new product may be of for whoever looks, and the one that the mapping names for all. */
    providers: { of: providers.map(choice).sort(byName), chosen: providers.find((row) => row.code === providerOf(upload?.mapping))?.code ?? (providers.length === 1 ? providers[0]!.code : "") },
    mayAdd: { products: providers.length > 0, departments: can(actor, "department.edit") },
  };
}

const providerOf = (mapping: unknown): string | null => {
  const provider = (mapping as DraftMapping | undefined)?.task.provider;
  return provider && "value" in provider ? provider.value : null;
};

/** How long the rest takes at the pace of the present run; null while nobody can tell. */
function leftMs(job: { readonly state: string; readonly startedAt: number | null; readonly updatedAt: number; readonly startedRows: number; readonly rowsDone: number; readonly rowsTotal: number }, now: number): number | null {
  const done = job.rowsDone - job.startedRows;
  if (job.state !== "running" || job.startedAt === null || done <= 0 || job.rowsTotal <= job.rowsDone) return null;
  const took = Math.max(1, job.updatedAt - job.startedAt);
  const left = (took / done) * (job.rowsTotal - job.rowsDone);
  return Math.max(0, left - Math.max(0, now - job.updatedAt));
}

export type ImportData = Awaited<ReturnType<typeof readImport>>;
