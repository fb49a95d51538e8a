import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Locale } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";

/** One language of a printed agreement: what the version's page shows, as text. */
export interface PrintedAgreement {
  readonly title: string;
  readonly code: string;
  readonly state: string;
  readonly names: { readonly provider: string; readonly client: string };
  readonly from: string;
  readonly to: string | null;
  readonly shownPurpose: string | null;
  readonly obligations: readonly { readonly name: string; readonly sentence: string; readonly conditions: readonly string[] }[];
  readonly inputs: readonly { readonly name: string; readonly product: string | null; readonly due: string; readonly completeness: string }[];
  readonly signatures: readonly { readonly name: string; readonly by: { readonly who: string; readonly at: number; readonly address: string | null; readonly superior: boolean } | null }[];
  readonly imposed: { readonly name: string; readonly reason: string; readonly at: number } | null;
  readonly isImported: boolean;
  readonly contentHash: string;
  readonly zone: string;
}

const MARGIN = 56;
const GREY = "#5b6272";
const INK = "#1f2430";

/** The agreement as PDF, one language after the other; the hash of the signed text stands on every page. */
export async function printAgreement(parts: readonly { readonly locale: Locale; readonly text: PrintedAgreement }[]): Promise<Buffer> {
  const [first] = parts;
  const doc = new PDFDocument({ size: "A4", margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN }, bufferPages: true, info: { Title: first?.text.title ?? "", Producer: "Concord", Creator: "Concord" } });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  // One static file holds Latin and Cyrillic (docs/decisions/0006).
  const { resolve } = createRequire(import.meta.url);
  doc.registerFont("body", resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"));
  doc.registerFont("strong", resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"));
  parts.forEach(({ locale, text }, index) => {
    if (index > 0) doc.addPage();
    writePart(doc, text, locale);
  });
  const pages = doc.bufferedPageRange();
  for (let page = 0; page < pages.count; page += 1) {
    doc.switchToPage(page);
    // The footer stands in the margin; without this a page would break before it.
    doc.page.margins.bottom = 0;
    doc.font("body").fontSize(7).fillColor(GREY).text(`${first?.text.code ?? ""} · SHA-256 ${first?.text.contentHash ?? ""} · ${page + 1} / ${pages.count}`, MARGIN, doc.page.height - 40, { width: doc.page.width - 2 * MARGIN, align: "center", lineBreak: false });
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

type Doc = InstanceType<typeof PDFDocument>;

function writePart(doc: Doc, text: PrintedAgreement, locale: Locale): void {
  const t = translateIn(locale, "negotiation");
  const agreements = translateIn(locale, "agreements");
  const common = translateIn(locale, "common");
  const heading = (words: string) => doc.moveDown(1).font("strong").fontSize(12).fillColor(INK).text(words).moveDown(0.3);
  const line = (words: string, options: PDFKit.Mixins.TextOptions = {}) => doc.font("body").fontSize(9.5).fillColor(INK).text(words, options);
  const small = (words: string, options: PDFKit.Mixins.TextOptions = {}) => doc.font("body").fontSize(8).fillColor(GREY).text(words, options);

  doc.font("strong").fontSize(16).fillColor(INK).text(text.title);
  small(`${common("agreement")} ${text.code} · ${text.state}`);
  doc.moveDown(0.6);
  line(`${common("provider")}: ${text.names.provider}`);
  line(`${common("client")}: ${text.names.client}`);
  line(`${t("frame.from")} ${formatDay(text.from, locale)} – ${text.to ? formatDay(text.to, locale) : agreements("openEnd")}`);
  if (text.shownPurpose) line(`${t("frame.purpose")}: ${text.shownPurpose}`);

  heading(t("promises"));
  text.obligations.forEach((one, index) => {
    doc.font("strong").fontSize(9.5).fillColor(INK).text(`${index + 1}. ${one.name}`);
    line(one.sentence, { indent: 0 });
    for (const condition of one.conditions) small(`– ${condition}`, { indent: 8 });
    doc.moveDown(0.5);
  });

  heading(t("inputs"));
  if (text.inputs.length === 0) line(t("inputs.none"));
  text.inputs.forEach((input, index) => line(`${index + 1}. ${[input.name, input.product, input.due, input.completeness].filter(Boolean).join(" · ")}`));

  heading(t("signatures"));
  if (text.isImported) line(agreements("imported"));
  if (text.imposed) line(`${t("imposed", { name: text.imposed.name, reason: text.imposed.reason })} ${formatInstantExact(text.imposed.at, text.zone, locale)}`);
  if (!text.isImported) {
    for (const { name, by } of text.signatures) {
      line(`${name}: ${by ? by.who + (by.superior ? ` (${t("superior")})` : "") : t("signature.none")}`);
      if (by) small([formatInstantExact(by.at, text.zone, locale), by.address ? t("signature.from", { address: by.address }) : ""].filter(Boolean).join(", "));
    }
  }
  doc.moveDown(0.5);
  small(t("signature.hash", { hash: text.contentHash }));
}
