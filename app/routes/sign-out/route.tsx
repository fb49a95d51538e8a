import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { destroySession, readSession } from "#app/web/session.server.ts";

/** Ends the session, and what the browser kept of it. Without one there is nothing to end, and the answer is the same. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await readSession(request, context);
  if (viewer) context.logger.info({ requestId: context.requestId, accountId: viewer.actor.accountId }, "signed out");
  return redirect("/sign-in", {
    headers: { "Set-Cookie": await destroySession(request, context), "Clear-Site-Data": '"storage"' },
  });
}

/** Reached by reload only. */
export function loader() {
  return redirect("/");
}
