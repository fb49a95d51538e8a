import type { LayoutPart } from "#app/domain/document/layout.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { ClosingProtocol } from "./closing-protocol.server.ts";
import { makePdf, type PdfWriter } from "./pdf-document.server.ts";
import { writeBlock } from "./pdf-of-document.server.ts";
import type { PrintedBlock } from "./printed-document.ts";

/** An objection as a line of the protocol: what it is about, and whose department raised it. */
export interface CarriedLine {
  readonly title: string;
  readonly department: string;
}

/** One language of the protocol. */
export interface ProtocolPart {
  readonly locale: Locale;
  readonly carried: readonly CarriedLine[];
  /** What the company says before and after it. */
  readonly words: Readonly<Record<LayoutPart, readonly PrintedBlock[]>>;
}

/** The protocol as PDF, one language after the other; the snapshot's hash stands on every page. */
export async function printClosingProtocol(protocol: ClosingProtocol, parts: readonly ProtocolPart[], now: number): Promise<Buffer> {
  return makePdf({ title: `${protocol.month}`, footer: `${protocol.month} · SHA-256 ${protocol.snapshotHash}` }, parts.map((part) => (w) => writePart(w, protocol, part, now)));
}

function writePart(w: PdfWriter, protocol: ClosingProtocol, { locale, carried, words }: ProtocolPart, now: number): void {
  const t = translateIn(locale, "closing");
  const { zone, month } = protocol;
  const when = (at: number) => formatInstantExact(at, zone, locale);
  const score = (bp: number | null) => (bp === null ? "–" : formatScoreBp(bp, locale));
  w.title(t("protocol.title", { month: formatPeriod(month, locale) }));
  for (const block of words.opening) writeBlock(w, block);
  if (protocol.freezes) w.line(t("protocol.freezes", { period: formatPeriod(protocol.freezes, locale) }));

  w.heading(t("protocol.steps"));
  w.facts([
    [t("protocol.cutOff"), when(protocol.cutOffAt)],
    ...(protocol.reviewEndsAt === null ? [] : [[t("protocol.review"), when(protocol.reviewEndsAt)] as const]),
    ...protocol.steps.map((step) => [t(`protocol.${step.step}`), [`${when(step.at)}, ${step.person ? personName(step.person, locale) : t("protocol.system")}`, step.reason ?? ""].filter(Boolean).join(": ")] as const),
  ]);

  w.heading(t("protocol.hashes"));
  const closed = protocol.steps.find((step) => step.step === "closed");
  w.facts([
    [t("protocol.snapshot"), protocol.snapshotHash],
    [t("protocol.items"), formatCount(protocol.items, locale)],
    [t("protocol.formula"), protocol.formulaVersion],
    // Whoever keeps this paper can tell later whether the log before it was changed.
    ...(closed ? [[t("protocol.anchor"), `${closed.seq} · HMAC ${closed.hmac}`] as const] : []),
  ]);

  w.heading(t("protocol.departments"));
  for (const period of [...new Set(protocol.departments.map((one) => one.period))]) {
    w.strong(formatPeriod(period, locale));
    w.table(
      [{ header: t("protocol.department"), share: 0.3 }, { header: t("protocol.shown"), share: 0.12, align: "right" }, { header: t("protocol.pay"), share: 0.14, align: "right" }, { header: t("protocol.kept"), share: 0.12, align: "right" }, { header: t("protocol.hash"), share: 0.32, align: "right" }],
      protocol.departments.filter((one) => one.period === period).map((one) => [nameIn(one.name, locale), score(one.shownBp), score(one.payBp), one.keptBp === null ? "–" : formatPercentBp(one.keptBp, locale), one.hash.slice(0, 16)]),
    );
    w.space();
  }

  w.heading(t("protocol.carried"));
  if (carried.length === 0) w.line(t("protocol.carried.none"));
  carried.forEach(({ title, department }, index) => w.line(`${index + 1}. ${title} · ${department}`));

  w.heading(t("protocol.corrections"));
  w.line(protocol.pendingCorrections === 0 ? t("protocol.corrections.none") : t("protocol.corrections.some", { count: protocol.pendingCorrections }));
  w.space();
  for (const block of words.closing) writeBlock(w, block);
  w.small(t("protocol.printed", { when: when(now) }));
}
