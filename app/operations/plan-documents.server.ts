import { compare, percentOf, whole } from "#app/domain/decimal/rational.ts";
import { roundToUnits } from "#app/domain/decimal/round.ts";
import { fromBp, toBp, toMinor } from "#app/domain/decimal/stored-units.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import type { PlanTerms } from "#app/domain/pay/plan-terms.ts";
import { payoutOfScore } from "#app/domain/pay/payout-of-score.ts";
import { prorate } from "#app/domain/pay/prorate.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { payoutSentences, planFacts } from "#app/i18n/plan-words.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadOrganisation, type OrganisationRow } from "#db/queries/directory.server.ts";
import type { PlanRow, PlanVersionRow } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";
import { openAcknowledgementBook } from "./acknowledgement-book.server.ts";
import { loadTermNames } from "./gate-lines.server.ts";
import { documentBlocks } from "./document-words.server.ts";
import type { PrintedBlock, PrintedDocument } from "./printed-document.ts";

/** The worked example: a score, a target in whole units of the currency, and days of a quarter. */
const EXAMPLE = { scoreBp: 9346, target: 45_000, days: 72, of: 92 } as const;

/** What an example of a plan comes to, in minor units and 0.01 %, by the functions that pay. Gates are left out: the example passes them. */
export function exampleOf(terms: Pick<PlanTerms, "payout" | "planCapBp" | "minorDigits">) {
  const { scoreBp, target, days, of } = EXAMPLE;
  const prorated = prorate(whole(target), null, days, of, terms.minorDigits).amount;
  const cap = fromBp(terms.planCapBp);
  const byScale = payoutOfScore(terms.payout, scoreBp);
  const payout = compare(byScale, cap) > 0 ? cap : byScale;
  return { scoreBp, days, of, targetMinor: toMinor(whole(target), terms.minorDigits), proratedMinor: toMinor(prorated, terms.minorDigits), payoutBp: toBp(payout), bonusMinor: Number(roundToUnits(percentOf(payout, prorated), terms.minorDigits)) };
}

/** The annex to the bonus regulation: every term, the formula in words, and an example that anybody can check by hand. */
export async function planAnnex(store: Store, plan: PlanRow, version: PlanVersionRow, locale: Locale): Promise<PrintedDocument> {
  const t = translateIn(locale, "acknowledging");
  const plans = translateIn(locale, "plans");
  const [organisation, lineNames] = await Promise.all([loadOrganisation(store), loadTermNames(store, [version.terms])]);
  const words = await documentBlocks(store, "annex", locale, factsOf(organisation, plan, version, locale));
  const { terms } = version;
  const currency = { code: terms.currency, digits: terms.minorDigits };
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const example = exampleOf(terms);
  // A fund is a total of everybody's pay and no term of the single person.
  const facts = planFacts(terms, { t: plans, locale, lineNames, seesFund: false });
  const text = (words: string): PrintedBlock => ({ kind: "text", text: words });
  return {
    title: t("annex.title"),
    footer: footerOf(plan, version, locale),
    blocks: [
      ...words.opening,
      { kind: "heading", text: t("annex.terms") },
      { kind: "table", headings: [t("annex.term"), t("annex.value")], rows: facts.map((fact) => [fact.name, fact.value]), widths: [2, 3] },
      { kind: "heading", text: t("annex.formula") },
      ...(["score", "payout", "target", "bonus"] as const).map((step, place) => text(`${place + 1}. ${t(`annex.formula.${step}`)}`)),
      ...payoutSentences(terms.payout, { t: plans, locale }).map(text),
      { kind: "heading", text: t("annex.example") },
      text(t("annex.example.target", { target: money(example.targetMinor), days: example.days, of: example.of, prorated: money(example.proratedMinor) })),
      text(t("annex.example.bonus", { score: formatScoreBp(example.scoreBp, locale), payout: formatPercentBp(example.payoutBp, locale), prorated: money(example.proratedMinor), bonus: money(example.bonusMinor) })),
      { kind: "small", text: t("annex.example.note") },
      ...words.closing,
    ],
  };
}

/** The acknowledgement sheet: every member of the version with how they stand to it, and room for a signature on paper. */
export async function acknowledgementSheet(store: Store, plan: PlanRow, version: PlanVersionRow, today: string, locale: Locale): Promise<PrintedDocument> {
  const t = translateIn(locale, "acknowledging");
  const [organisation, { members }] = await Promise.all([loadOrganisation(store), openAcknowledgementBook(store, version, today)]);
  const words = await documentBlocks(store, "sheet", locale, { ...factsOf(organisation, plan, version, locale), today: formatDay(today, locale) });
  const zone = organisation?.zone ?? "UTC";
  return {
    title: t("documents.sheet"),
    footer: footerOf(plan, version, locale),
    blocks: [
      ...words.opening,
      {
        kind: "table",
        headings: [t("sheet.number"), t("person"), t("state"), t("sheet.signature")],
        rows: members.map((row, place) => [String(place + 1), `${personName(row, locale)}, ${row.personnelNumber}`, row.at === null ? t(`state.${row.state}`) : t("sheet.at", { when: formatInstantExact(row.at, zone, locale) }), ""]),
        widths: [1, 5, 6, 4],
      },
      { kind: "small", text: t("act.note") },
      ...words.closing,
    ],
  };
}

/** What the words of a version's documents can name. */
export const factsOf = (organisation: OrganisationRow | null, plan: PlanRow, version: PlanVersionRow, locale: Locale): Record<string, string> => ({
  organisation: nameIn(organisation?.name ?? {}, locale), plan: nameIn(plan.name, locale), number: String(version.number), from: formatDay(version.from, locale),
});

const footerOf = (plan: PlanRow, version: PlanVersionRow, locale: Locale): string => `${plan.code} · ${translateIn(locale, "pay")("plan.version.number", { number: version.number })} · SHA-256 ${version.contentHash}`;
