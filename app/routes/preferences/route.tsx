import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { LOCALES } from "#app/domain/names.ts";
import { rememberPreferences, THEMES } from "#app/web/preferences.server.ts";
import { safePath } from "#app/web/safe-redirect.server.ts";
import { readSession } from "#app/web/session.server.ts";

/**
 * How the portal looks, remembered in the browser; a signed-in person's language also with the person. Open to everyone: the sign-in
 * page has the switches too.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await readSession(request, context);
  const form = await request.formData();
  const theme = THEMES.find((known) => known === form.get("theme"));
  const locale = LOCALES.find((known) => known === form.get("locale"));
  const rail = form.get("rail");
  const railCollapsed = rail === "collapsed" ? true : rail === "open" ? false : undefined;
  if (locale && viewer) await context.saveLocale(viewer.actor, locale);

  const headers = new Headers();
  const secure = context.mode === "production";
  for (const cookie of rememberPreferences({ theme, locale, railCollapsed }, secure)) {
    headers.append("Set-Cookie", cookie);
  }
  return redirect(safePath(form.get("next")), { headers });
}

/** Reached by reload only. */
export function loader() {
  return redirect("/");
}
