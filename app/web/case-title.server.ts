import { nameIn, type Locale, type Names } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";

/** What a case is about: its problem in somebody's words, else the line that failed, else that there were no words. */
export function caseTitle(row: Pick<CaseRow, "origin" | "problem" | "obligationKey">, lineNames: ReadonlyMap<string, Names>, locale: Locale): string {
  const t = translateIn(locale, "improvement");
  if (row.problem !== "") return row.problem;
  const name = lineNames.get(row.obligationKey ?? "");
  return name ? t("problem.line", { name: nameIn(name, locale) }) : t("problem.none");
}
