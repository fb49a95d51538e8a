import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { RUN_SPANS, RUN_STATES } from "#app/components/jobs/run-filters.ts";
import { isAbandoned } from "#app/domain/schedule/job-health.ts";
import { PORTAL_JOBS, type PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { personName } from "#app/format/person-name.ts";
import { listJobRuns } from "#db/queries/job-runs.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { AppContext } from "./context.server.ts";
import type { PageFacts } from "./page-facts.server.ts";

export const JOB_NAMES: readonly PortalJob[] = PORTAL_JOBS.map((one) => one.job);
const SPEC: TableSpec<"slot", "job" | "state" | "span"> = {
  sortable: ["slot"], defaultSort: { column: "slot", descending: true }, filters: { job: JOB_NAMES, state: RUN_STATES, span: RUN_SPANS }, pageSize: 50,
};
const CSV_ROWS = 50_000;

/** Runs of one job or of all, by the same filters for the page and the file. */
export async function readJobRuns(request: Request, { store }: AppContext, facts: PageFacts, job: PortalJob | null, wants: "page" | "file") {
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const { state, span } = query.filters;
  const filter = { job: job ?? query.filters.job ?? null, state: RUN_STATES.find((one) => one === state) ?? null, since: span === undefined ? null : facts.now - Number(span) * DAY_MS, descending: query.sort.descending };
  const { rows, total } = await (wants === "page" ? listJobRuns(store, filter, query.pageSize, query.offset) : listJobRuns(store, filter, CSV_ROWS, 0));
  const names = await namesOf(store, rows.flatMap((row) => row.askedBy ?? []), facts.locale);
  return { query, total, rows: rows.map(({ leaseUntil, askedBy, ...run }) => ({ ...run, isAbandoned: isAbandoned({ state: run.state, leaseUntil }, facts.now), askedBy: askedBy === null ? null : (names.get(askedBy) ?? "") })) };
}

/** Names of people by their ids. */
export async function namesOf(store: AppContext["store"], ids: readonly string[], locale: PageFacts["locale"]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await loadPeople(store, [...new Set(ids)])).map((row) => [row.id, personName(row, locale)]));
}
