import { json, type LoaderFunctionArgs } from "@remix-run/node";
import type { FoundThing } from "#app/components/shell/command-palette.tsx";
import { requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

const MAX_FOUND = 10;

/** What the palette asks while one types: things that this person may open, best first. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const text = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  const locale = await localeFor(request, context);
  const found: readonly FoundThing[] = text ? await context.search(viewer.actor, text, locale) : [];
  return json({ found: found.slice(0, MAX_FOUND) });
}
