import type { ActionFunctionArgs } from "@remix-run/node";
import { apiBatchSchema } from "#app/operations/feeds/api-task.ts";
import { ingestItems, issuesOf } from "#app/operations/feeds/ingest-items.server.ts";
import { oncePerKey, problem, readJson, requireToken, tokenContext } from "#app/web/api.server.ts";

/** `POST /api/v1/tasks:batch`: tasks with their events, each taken or refused on its own. */
export async function action({ request, context }: ActionFunctionArgs) {
  const token = await requireToken(request, context, "tasks:write");
  if (request.method !== "POST") return problem({ status: 405, code: "method_not_allowed", detail: "POST only." }, { Allow: "POST" });
  const { text, value } = await readJson(request);
  const batch = apiBatchSchema.safeParse(value);
  if (!batch.success) return problem({ status: 422, code: "bad_batch", detail: "A batch is {\"items\": […]} with 1 to 1000 items.", errors: issuesOf(batch.error) });
  return oncePerKey(request, context, token, text, async () => {
    const results = await ingestItems(tokenContext(context, token), token, batch.data.items);
    const count = (status: string) => results.filter((row) => row.status === status).length;
    return Response.json({ counts: { accepted: count("accepted"), corrected: count("corrected"), unchanged: count("unchanged"), rejected: count("rejected") }, results });
  });
}

export async function loader({ request, context }: ActionFunctionArgs) {
  await requireToken(request, context, "tasks:write");
  return problem({ status: 405, code: "method_not_allowed", detail: "POST only." }, { Allow: "POST" });
}
