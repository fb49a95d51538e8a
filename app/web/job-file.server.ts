import { translateIn } from "#app/i18n/translate.server.ts";
import type { PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import type { AppContext } from "./context.server.ts";
import { csvResponse } from "./csv.server.ts";
import { readJobRuns } from "./job-rows.server.ts";
import { readPageFacts } from "./page-facts.server.ts";

/** Runs of one job or of all as a file, by the same filters as the pages. */
export async function jobRunsFile(request: Request, context: AppContext, job: PortalJob | null): Promise<Response> {
  const facts = await readPageFacts(request, context);
  const { rows } = await readJobRuns(request, context, facts, job, "file");
  const [t, words, common] = [translateIn(facts.locale, "settings"), translateIn(facts.locale, "jobs"), translateIn(facts.locale, "common")];
  return csvResponse(`jobs-${job === null ? "" : `${job}-`}${facts.today}.csv`, [
    { header: t("job"), value: (row) => row.job },
    { header: t("slot"), value: (row) => new Date(row.slot).toISOString() },
    { header: common("state"), value: (row) => words(row.isAbandoned ? "run.abandoned" : `run.${row.state}`) },
    { header: words("askedBy"), value: (row) => row.askedBy },
    { header: t("attempt"), value: (row) => row.attempt },
    { header: words("startedAt"), value: (row) => new Date(row.startedAt).toISOString() },
    { header: words("finishedAt"), value: (row) => (row.finishedAt === null ? null : new Date(row.finishedAt).toISOString()) },
    { header: words("counts"), value: (row) => Object.entries(row.counts ?? {}).map(([name, n]) => `${name} ${n}`).join("; ") },
    { header: words("error"), value: (row) => row.error },
  ], rows);
}
