import { otherSide } from "#app/domain/agreement/agreement-life.ts";
import { formatDay } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { VersionPage } from "./read.server.ts";

/** What came back from a form that was refused. */
export interface VersionRefusal {
  readonly act: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly field: string | null;
  readonly values: Readonly<Record<string, string>>;
}

/** How the version stands, as the viewer should hear it. */
export function useSentence(page: VersionPage): string {
  const t = useT("negotiation");
  const locale = useLocale();
  const day = (date: string | null) => (date ? formatDay(date, locale) : "");
  const { names, drafter, stored } = page;
  const answering = otherSide(drafter);
  const date = day(page.answerBy);
  if (stored === "draft") return t("say.draft");
  if (stored === "countered") return t("say.countered");
  if (stored === "rejected") return t("say.rejected");
  if (stored === "terminated") return t("say.terminated", { to: day(page.ownTo) });
  if (stored === "agreed") return t(page.imposed ? "say.imposed" : "say.agreed", { from: day(page.from) });
  const waitsForAnswer = page.turn === answering;
  if (page.isSuperior && page.isLate) return t("say.superior", { answering: names[answering], drafter: names[drafter], date });
  if (page.turn && page.mySides.includes(page.turn)) {
    const other = names[otherSide(page.turn)];
    return waitsForAnswer ? t(page.isLate ? "say.yours.late" : "say.yours", { other, date }) : t("say.sign", { other });
  }
  if (page.mySides.length > 0 && page.turn) return waitsForAnswer ? t(page.isLate ? "say.theirs.late" : "say.theirs", { other: names[page.turn], date }) : t("say.theirs.sign", { other: names[page.turn] });
  return t("say.others", { drafter: names[drafter], answering: names[answering], date });
}

/** The sentence of a refusal; days in it are written out. */
export function useRefusalText(): (refusal: Pick<VersionRefusal, "code" | "facts">) => string {
  const t = useT("negotiation");
  const locale = useLocale();
  return ({ code, facts }) =>
    t(`refused.${code}` as Key<"negotiation">, Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && name !== "value" ? formatDay(value, locale) : value])));
}
