import type { ActionFunctionArgs } from "@remix-run/node";
import { apiEventsSchema } from "#app/operations/feeds/api-task.ts";
import { ingestItemEvents, issuesOf } from "#app/operations/feeds/ingest-items.server.ts";
import { oncePerKey, problem, readJson, requireToken, tokenContext } from "#app/web/api.server.ts";

/** `POST /api/v1/tasks/{source}/{externalId}/events`: what happened to one known task since. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const token = await requireToken(request, context, "tasks:write");
  if (request.method !== "POST") return problem({ status: 405, code: "method_not_allowed", detail: "POST only." }, { Allow: "POST" });
  const notFound = () => problem({ status: 404, code: "not_found", detail: "No such task of this source." });
  if (params.source !== token.source) return notFound();
  const { text, value } = await readJson(request);
  const parsed = apiEventsSchema.safeParse(value);
  if (!parsed.success) return problem({ status: 422, code: "bad_events", detail: "The events are not as the description says.", errors: issuesOf(parsed.error) });
  return oncePerKey(request, context, token, text, async () => {
    const done = await ingestItemEvents(tokenContext(context, token), token, params.externalId ?? "", parsed.data.events);
    if (done.ok) return Response.json({ status: done.value });
    return done.code === "not_found" ? notFound() : problem({ status: 422, code: done.code, detail: `Refused: ${done.code}.`, errors: [{ pointer: "/events", code: done.code }] });
  });
}

export async function loader({ request, context }: ActionFunctionArgs) {
  await requireToken(request, context, "tasks:write");
  return problem({ status: 405, code: "method_not_allowed", detail: "POST only." }, { Allow: "POST" });
}
