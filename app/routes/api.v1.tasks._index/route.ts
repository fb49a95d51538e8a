import type { LoaderFunctionArgs } from "@remix-run/node";
import { readApiTasks } from "#app/operations/read-api-tasks.server.ts";
import { problem, requireToken } from "#app/web/api.server.ts";

/** `GET /api/v1/tasks`: the tasks of the token's source, a page at a time by cursor. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = await requireToken(request, context, "tasks:read");
  const url = new URL(request.url);
  const limit = Number(url.searchParams.get("limit") ?? 100);
  const cursor = url.searchParams.get("cursor") ?? "";
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) return problem({ status: 400, code: "bad_limit", detail: "limit: 1 to 500." });
  if (!/^[0-9a-f]{0,32}$/.test(cursor)) return problem({ status: 400, code: "bad_cursor", detail: "cursor: as the page before gave it." });
  return Response.json(await readApiTasks(context.store, token, cursor, limit));
}
