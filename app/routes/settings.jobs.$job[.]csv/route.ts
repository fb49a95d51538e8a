import type { LoaderFunctionArgs } from "@remix-run/node";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { jobRunsFile } from "#app/web/job-file.server.ts";
import { JOB_NAMES } from "#app/web/job-rows.server.ts";

/** Runs of one job by the same filters as its page. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.read");
  const job = JOB_NAMES.find((one) => one === params.job) ?? null;
  allow(viewer, "jobs.read", job && {});
  return jobRunsFile(request, context, job);
}
