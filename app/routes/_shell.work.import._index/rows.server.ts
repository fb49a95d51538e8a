import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadImportJobs, uploadedBatches } from "#db/queries/import-work.server.ts";
import { listImports } from "#db/queries/imports.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { pulledBatches } from "#db/queries/pulls.server.ts";
import { watchedBatches } from "#db/queries/watched-files.server.ts";

const STATES = ["draft", "running", "stopped", "done", "failed"] as const;
const SPEC: TableSpec<"when" | "file" | "source" | "rows" | "quarantined", "state"> = {
  sortable: ["when", "file", "source", "rows", "quarantined"], defaultSort: { column: "when", descending: true }, filters: { state: STATES }, pageSize: 50,
};
const CSV_ROWS = 10_000;

/** Past imports that a person may see, by what the address asks for; with how each came in. */
export async function readImportRows(request: Request, context: AppContext, viewer: Viewer, locale: Locale, wants: "page" | "file") {
  const { store } = context;
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const state = STATES.find((one) => one === query.filters.state) ?? null;
  const found = await listImports(store, {
    importedBy: can(viewer.actor, "task.import") ? null : viewer.actor.personId, search: query.search, state, sort: query.sort, ...(wants === "page" ? { limit: query.pageSize, offset: query.offset } : { limit: CSV_ROWS, offset: 0 }),
  });
  const rows = [];
  for (let at = 0; at < found.rows.length; at += 500) {
    const part = found.rows.slice(at, at + 500);
    const ids = part.map((row) => row.id);
    const personIds = [...new Set(part.flatMap((row) => (row.importedBy ? [row.importedBy] : [])))];
    const [people, jobs, watched, pulled, uploaded] = await Promise.all([personIds.length > 0 ? loadPeople(store, personIds) : [], loadImportJobs(store, ids), watchedBatches(store, ids), pulledBatches(store, ids), uploadedBatches(store, ids)]);
    const jobOf = new Map(jobs.map((row) => [row.batchId, row]));
    const personOf = new Map(people.map((row) => [row.id, row]));
    for (const batch of part) {
      const { id, source, fileName, startedAt, accepted, corrected, unchanged, quarantined, importedBy } = batch;
      const person = importedBy ? personOf.get(importedBy) : undefined;
      const job = jobOf.get(id);
      const checking = batch.state === "draft" && job?.kind === "check" && (job.state === "queued" || job.state === "running");
      const live = batch.state === "running" || batch.state === "stopped" ? job : undefined;
      rows.push({
        id, source, fileName, startedAt, accepted, corrected, unchanged, quarantined, state: checking ? ("checking" as const) : batch.state, rows: live?.rowsDone ?? batch.rows,
        to: batch.state === "draft" && (!job || job.state === "stopped") ? `/work/import/${id}/mapping` : `/work/import/${id}`,
        by: person ? personName(person, locale) : null,
        road: watched.has(id) ? ("folder" as const) : pulled.has(id) ? ("pull" as const) : uploaded.has(id) && importedBy ? ("upload" as const) : ("command" as const),
      });
    }
  }
  return { query, rows, total: found.total };
}
