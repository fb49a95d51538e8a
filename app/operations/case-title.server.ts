import { nameIn, type Locale, type Names } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";

/** What a case is about: the first line of its problem in somebody's words, else the line that failed, else that there were no words. */
export function caseTitle(row: Pick<CaseRow, "origin" | "problem" | "obligationKey">, lineNames: ReadonlyMap<string, Names>, locale: Locale): string {
  const t = translateIn(locale, "improvement");
  if (row.problem !== "") return row.problem.split("\n", 1)[0]!;
  const name = lineNames.get(row.obligationKey ?? "");
  if (!name) return t("problem.none");
  return t(row.origin === "repeat" ? "problem.repeat" : "problem.line", { name: nameIn(name, locale) });
}
