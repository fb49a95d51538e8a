import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatDay } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { makePdf } from "#app/operations/pdf-document.server.ts";
import { writeBlock } from "#app/operations/pdf-of-document.server.ts";
import { fileAnswer } from "#app/web/file-answer.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { meetingFor, readMeeting } from "#app/web/meeting-page.server.ts";
import { minutesBlocks } from "#app/web/minutes-blocks.server.ts";
import { pairFor } from "#app/web/pair-access.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** The minutes of a meeting in both languages, the reader's first. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const { locale: own, zone, now } = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "relationship.read", own);
  const row = await meetingFor(context.store, pair, params.number);
  const locales = own === "ru" ? (["ru", "en"] as const) : (["en", "ru"] as const);
  const parts = await Promise.all(locales.map(async (locale) => ({ locale, meeting: await readMeeting(context.store, row, locale) })));
  const titleIn = (locale: "en" | "ru") => translateIn(locale, "meeting")("one", { number: row.number, day: formatDay(row.heldOn, locale) });
  const file = await makePdf({ title: titleIn(own), footer: `${pair.provider.name} – ${pair.client.name} · ${row.number}` }, parts.map(({ locale, meeting }) => (writer) => {
    writer.title(titleIn(locale));
    for (const block of minutesBlocks(meeting, locale, zone, now)) writeBlock(writer, block);
  }));
  return fileAnswer(file, "application/pdf", `meeting-${row.number}-${row.heldOn}.pdf`);
}
