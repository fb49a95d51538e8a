import type { Locale } from "#app/domain/names.ts";
import { formatDay, formatDayShort } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { PrintedBlock } from "#app/operations/printed-document.ts";
import type { MeetingPage } from "./meeting-page.server.ts";

/** The minutes of a meeting in one language, for paper. Figures of ratings are not among them: they are for fewer eyes. */
export function minutesBlocks(meeting: MeetingPage, locale: Locale, zone: string, now: number): readonly PrintedBlock[] {
  const t = translateIn(locale, "meeting");
  const text = (words: string): PrintedBlock => ({ kind: "text", text: words });
  const when = (at: number) => formatInstantExact(at, zone, locale);
  return [
    text(`${meeting.sides[0].name} – ${meeting.sides[1].name}`),
    text(`${t("heldOn")}: ${formatDay(meeting.heldOn, locale)}`),
    text(`${t("attendees")}: ${meeting.attendees.map((one) => one.name).join(", ") || "–"}`),
    { kind: "heading", text: t("agenda") },
    ...(meeting.points.length === 0 ? [text("–")] : []),
    ...meeting.points.flatMap((point, index): PrintedBlock[] => [
      text(`${index + 1}. ${point.title ?? t(`point.${point.kind}`)}${point.direction ? ` (${point.direction})` : ""}`),
      ...point.items.filter((item) => item.text !== "").map((item): PrintedBlock => ({ kind: "small", text: `– ${item.text}` })),
      ...(point.n > point.items.length ? [{ kind: "small", text: t("point.more", { n: point.n - point.items.length }) } as const] : []),
      ...(point.note ? [text(point.note)] : []),
    ]),
    ...(meeting.note ? [{ kind: "heading", text: t("note.all") } as const, text(meeting.note)] : []),
    { kind: "heading", text: t("decisions") },
    ...(meeting.decisions.length === 0 ? [text(t("decision.none"))] : []),
    ...meeting.decisions.map((row, index) => text(`${index + 1}. ${t(`kind.${row.kind}`)}: ${row.text}${row.owner && row.dueOn ? ` (${t("decision.by", { who: row.owner, day: formatDayShort(row.dueOn, locale) })})` : ""}`)),
    { kind: "heading", text: t("confirmations") },
    ...meeting.sides.map((side) => text(side.by === null || side.at === null ? t("confirmed.not", { side: side.name }) : t("confirmed", { side: side.name, who: side.by, when: when(side.at) }))),
    { kind: "small", text: t("printed", { when: when(now) }) },
  ];
}
