import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readMeetingRows } from "#app/web/meeting-rows.server.ts";
import { pairFor } from "#app/web/pair-access.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The meetings of a pair, all pages. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "relationship.read", facts.locale);
  const page = await readMeetingRows(context.store, pair, new URL(request.url), facts);
  const t = translateIn(facts.locale, "meeting");
  return csvResponse("meetings.csv", [
    { header: t("number"), value: (row) => row.number },
    { header: t("heldOn"), value: (row) => row.heldOn },
    { header: t("state"), value: (row) => t(`state.${row.state}`) },
    { header: t("attendees"), value: (row) => row.attendees },
    { header: t("decisions"), value: (row) => row.decisions },
    { header: t("toDo"), value: (row) => row.toDo },
  ], page.all);
}
