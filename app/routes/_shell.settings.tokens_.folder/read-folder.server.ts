import type { TableQuery } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadImports } from "#db/queries/imports.server.ts";
import { recentRuns } from "#db/queries/job-ledger.server.ts";
import { offeredMappings } from "#db/queries/saved-mappings.server.ts";
import { listWatchedFiles, loadWatchRules } from "#db/queries/watched-files.server.ts";
import { WATCHED_STATES } from "#db/schema/sources.ts";

/** The rules of the watched folder, what lies in it and what became of its files. */
export async function readFolder({ store, importFolder }: AppContext, query: TableQuery, locale: Locale) {
  const state = WATCHED_STATES.find((one) => one === query.filters["state"]) ?? null;
  const [rules, files, mappings, departments, [run]] = await Promise.all([
    loadWatchRules(store), listWatchedFiles(store, state, query.pageSize, query.offset), offeredMappings(store), loadDepartments(store), recentRuns(store, 1, "watch-folder"),
  ]);
  const batches = new Map((await loadImports(store, files.rows.flatMap((row) => (row.batchId ? [row.batchId] : [])))).map((row) => [row.id, row]));
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const cardOf = new Map(mappings.map((row) => [row.source, row.name]));
  return {
    path: importFolder,
    runFault: run?.state === "failed" ? (run.error ?? "") : null,
    rules: rules.map((row) => ({ id: row.id, glob: row.glob, mapping: cardOf.get(row.source) ?? row.source, isOn: row.disabledAt === null, departments: row.providerIds?.map((id) => nameOf.get(id) ?? id) ?? null, mayCreate: row.mayCreate })),
    files: files.rows.map((row) => ({
      id: row.id, name: row.name, bytes: row.bytes, at: row.updatedAt, state: row.state, fault: row.fault, detail: row.faultDetail ?? "", attempt: row.attempt + 1, batchId: row.batchId,
      aside: row.batchId ? (batches.get(row.batchId)?.quarantined ?? 0) : 0,
    })),
    total: files.total,
    mappings: mappings.map((row) => ({ value: row.source, label: row.name === row.source ? row.name : `${row.name} (${row.source})` })),
    choices: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })),
  };
}
