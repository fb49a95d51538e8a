import type { Locale } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { makePdf, type PdfWriter } from "./pdf-document.server.ts";

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

/** The agreement as PDF, one language after the other; the hash of the signed text stands on every page. */
export async function printAgreement(parts: readonly { readonly locale: Locale; readonly text: PrintedAgreement }[]): Promise<Buffer> {
  const [first] = parts;
  return makePdf({ title: first?.text.title ?? "", footer: `${first?.text.code ?? ""} · SHA-256 ${first?.text.contentHash ?? ""}` }, parts.map(({ locale, text }) => (w) => writePart(w, text, locale)));
}

function writePart(w: PdfWriter, text: PrintedAgreement, locale: Locale): void {
  const t = translateIn(locale, "negotiation");
  const agreements = translateIn(locale, "agreements");
  const common = translateIn(locale, "common");
  w.title(text.title);
  w.small(`${common("agreement")} ${text.code} · ${text.state}`);
  w.space(0.6);
  w.line(`${common("provider")}: ${text.names.provider}`);
  w.line(`${common("client")}: ${text.names.client}`);
  w.line(`${t("frame.from")} ${formatDay(text.from, locale)} – ${text.to ? formatDay(text.to, locale) : agreements("openEnd")}`);
  if (text.shownPurpose) w.line(`${t("frame.purpose")}: ${text.shownPurpose}`);

  w.heading(t("promises"));
  text.obligations.forEach((one, index) => {
    w.strong(`${index + 1}. ${one.name}`);
    w.line(one.sentence, { indent: 0 });
    for (const condition of one.conditions) w.small(`– ${condition}`, { indent: 8 });
    w.space();
  });

  w.heading(t("inputs"));
  if (text.inputs.length === 0) w.line(t("inputs.none"));
  text.inputs.forEach((input, index) => w.line(`${index + 1}. ${[input.name, input.product, input.due, input.completeness].filter(Boolean).join(" · ")}`));

  w.heading(t("signatures"));
  if (text.isImported) w.line(agreements("imported"));
  if (text.imposed) w.line(`${t("imposed", { name: text.imposed.name, reason: text.imposed.reason })} ${formatInstantExact(text.imposed.at, text.zone, locale)}`);
  if (!text.isImported) {
    for (const { name, by } of text.signatures) {
      w.line(`${name}: ${by ? by.who + (by.superior ? ` (${t("superior")})` : "") : t("signature.none")}`);
      if (by) w.small([formatInstantExact(by.at, text.zone, locale), by.address ? t("signature.from", { address: by.address }) : ""].filter(Boolean).join(", "));
    }
  }
  w.space();
  w.small(t("signature.hash", { hash: text.contentHash }));
}
