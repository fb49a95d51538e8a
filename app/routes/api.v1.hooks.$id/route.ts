import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveHook } from "#app/operations/hooks/receive-hook.server.ts";
import { problem, requireDelivery } from "#app/web/api.server.ts";

/** `POST /api/v1/hooks/{id}`: what a task system tells of itself, proven by its signature or token. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { hookId, raw } = await requireDelivery(request, context, params.id);
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account" as const, id: `hook:${hookId}`, address: context.address } };
  const received = await receiveHook(ctx, context.appSecret, hookId, raw);
  switch (received.kind) {
    case "done":
      return Response.json({ status: received.status, externalId: received.externalId });
    case "unauthorized":
      return problem({ status: 401, code: received.code, detail: "This delivery is not proven to come from the system that the hook was made for." });
    case "repeated":
      return problem({ status: 409, code: "repeated", detail: "This very delivery has come before." });
    case "refused":
      return problem({ status: 422, code: received.code, detail: "The delivery is kept; an administrator can send it again after changing the mapping.", errors: received.faults });
  }
}

export async function loader({ request, context, params }: ActionFunctionArgs) {
  await requireDelivery(request, context, params.id);
  return problem({ status: 405, code: "method_not_allowed", detail: "POST only." }, { Allow: "POST" });
}
