import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { destroySession } from "#app/web/session.server.ts";

/** Ends the session. Without one there is nothing to end, and the answer is the same. */
export async function action({ request, context }: ActionFunctionArgs) {
  return redirect("/sign-in", {
    headers: { "Set-Cookie": await destroySession(request, context) },
  });
}

/** Reached by reload only. */
export function loader() {
  return redirect("/");
}
