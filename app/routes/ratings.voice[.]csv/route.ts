import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readVoiceRows } from "#app/web/voice-rows.server.ts";

/** What clients said, of a view, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "feedback.read");
  const locale = await localeFor(request, context);
  const { rows } = await readVoiceRows(request, context.store, viewer, locale, context.now(), true);
  const [t, improvement] = [translateIn(locale, "voice"), translateIn(locale, "improvement")];
  const instant = (at: number) => formatInstant(at, viewer.timeZone, locale);
  return csvResponse(
    "voice.csv",
    [
      { header: t("subject"), value: (row) => row.subject },
      { header: t("kind"), value: (row) => t(`kind.${row.kind}`) },
      { header: t("client"), value: (row) => row.client },
      { header: t("sender"), value: (row) => row.sender },
      { header: t("provider"), value: (row) => row.provider },
      { header: t("said"), value: (row) => instant(row.said) },
      { header: t("due"), value: (row) => (row.clock ? instant(row.clock.dueAt) : null) },
      { header: improvement("clock"), value: (row) => (row.clock ? improvement(`clock.word.${row.clock.state}`) : null) },
      { header: t("state"), value: (row) => t(`state.${row.state}`) },
    ],
    rows
  );
}
