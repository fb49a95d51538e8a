import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "#app/web/guard.server.ts";
import { jobRunsFile } from "#app/web/job-file.server.ts";

/** Runs of all jobs by the same filters as the page of jobs. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "jobs.read");
  return jobRunsFile(request, context, null);
}
