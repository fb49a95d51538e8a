import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isTrouble } from "#app/domain/schedule/job-health.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readJobStandings } from "#app/operations/job-standings.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readJobRuns } from "#app/web/job-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { JobsView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.read");
  const facts = await readPageFacts(request, context);
  const [standings, runs] = await Promise.all([readJobStandings(context.store, facts.now), readJobRuns(request, context, facts, null, "page")]);
  const t = translateIn(facts.locale, "settings");
  const words = translateIn(facts.locale, "jobs");
  const troubles = standings.filter((one) => isTrouble(one.standing)).length;
  const paused = standings.filter((one) => one.pause !== null).length;
  const hasRun = standings.some((one) => one.newest !== null);
  return json({
    title: t("jobs"),
    sentence: !hasRun ? t("sentence.noRuns") : troubles > 0 ? words("sentence.troubles", { count: troubles }) : paused > 0 ? words("sentence.paused", { count: paused }) : words("sentence.well"),
    parts: settingsParts(viewer),
    jobs: standings.map(({ job, schedule, standing, newest, next }) => ({
      job, standing, next, when: { ...schedule.when },
      last: newest && { state: newest.state, startedAt: newest.startedAt, finishedAt: newest.finishedAt, counts: newest.counts, error: newest.error },
    })),
    ...runs, now: facts.now, zone: viewer.timeZone,
  });
}

export default function Jobs() {
  return <JobsView {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
