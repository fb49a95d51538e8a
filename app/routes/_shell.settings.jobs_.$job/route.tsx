import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readJobStandings } from "#app/operations/job-standings.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { JOB_NAMES, namesOf, readJobRuns } from "#app/web/job-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { actOnJob } from "./act.server.ts";
import { JobView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.read");
  const job = JOB_NAMES.find((one) => one === params.job) ?? null;
  allow(viewer, "jobs.read", job && {});
  const facts = await readPageFacts(request, context);
  const [standings, runs] = await Promise.all([readJobStandings(context.store, facts.now), readJobRuns(request, context, facts, job, "page")]);
  const { job: name, schedule, standing, newest, next, pause } = standings.find((one) => one.job === job)!;
  const t = translateIn(facts.locale, "jobs");
  const names = await namesOf(context.store, pause ? [pause.pausedBy] : [], facts.locale);
  return json({
    job: name,
    title: translateIn(facts.locale, "settings")(`job.${name}`),
    sentence: t(`explain.${standing}`),
    parts: settingsParts(viewer),
    standing, next,
    schedule: { when: { ...schedule.when }, missed: schedule.missed, leaseMinutes: schedule.leaseMs / 60_000 },
    newest: newest && { job: newest.job, slot: newest.slot, state: newest.state, startedAt: newest.startedAt, counts: newest.counts, progress: newest.progress, stopAskedAt: newest.stopAskedAt, defects: newest.defects, lastSign: newest.leaseUntil - schedule.leaseMs },
    pause: pause && { by: names.get(pause.pausedBy) ?? "", at: pause.pausedAt, reason: pause.reason },
    maySteer: can(viewer.actor, "jobs.run"),
    ...runs, now: facts.now, zone: viewer.timeZone,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.run");
  const job = JOB_NAMES.find((one) => one === params.job) ?? null;
  allow(viewer, "jobs.run", job && {});
  return actOnJob(request, context, viewer, job!);
}

export default function Job() {
  return <JobView {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
