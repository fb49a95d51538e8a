import type { LoaderFunctionArgs } from "@remix-run/node";
import { readApiTask } from "#app/operations/read-api-tasks.server.ts";
import { problem, requireToken } from "#app/web/api.server.ts";

/** `GET /api/v1/tasks/{source}/{externalId}`: one task with its events and what each promise says of it. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = await requireToken(request, context, "tasks:read");
  const task = params.source === token.source ? await readApiTask(context.store, token, params.externalId ?? "") : null;
  return task ? Response.json(task) : problem({ status: 404, code: "not_found", detail: "No such task of this source." });
}
