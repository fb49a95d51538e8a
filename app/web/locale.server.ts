import type { Locale } from "#app/domain/names.ts";
import type { AppContext } from "./context.server.ts";
import { readSession } from "./session.server.ts";

/** The language of a page: the signed-in person's choice, else the cookie's, else the browser's. */
export async function localeFor(request: Request, context: AppContext): Promise<Locale> {
  const viewer = await readSession(request, context);
  return viewer?.locale ?? context.requestLocale;
}
