import { formatScoreBp } from "#app/format/percent.ts";
import type { Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Office } from "./read-office.server.ts";
import type { OwnWork } from "./read-work.server.ts";

/** Parts of one sentence; more would be a list. */
const MOST_PARTS = 3;

/** What needs this person today, in one sentence from what was found; the most pressing first. */
export function homeSentence(work: OwnWork, office: Office, locale: Locale): string {
  const t = translateIn(locale, "home");
  const parts = [
    work.counts.late > 0 ? t(work.leads ? "say.lateDepartment" : "say.late", { count: work.counts.late }) : null,
    work.counts.atRisk > 0 ? t("say.atRisk", { count: work.counts.atRisk }) : null,
    office.periods && office.periods.toClose > 0 && office.role.arbiter ? t("say.close", { count: office.periods.toClose }) : null,
    office.toApprove > 0 ? t("say.approve", { count: office.toApprove }) : null,
    office.corrections && office.corrections.total > 0 ? t("say.corrections", { count: office.corrections.total }) : null,
    office.disputes && office.disputes.length > 0 ? t("say.disputes", { count: office.disputes.length }) : null,
    office.jobs && office.jobs.troubles > 0 ? t("say.jobs", { count: office.jobs.troubles }) : null,
    work.owedCounts.late > 0 ? t("say.owedLate", { count: work.owedCounts.late }) : null,
    work.acceptCount > 0 ? t("say.accept", { count: work.acceptCount }) : null,
    work.entries.length > 0 ? t("say.entries", { count: work.entries.length }) : null,
    work.toRate > 0 ? t("say.rate", { count: work.toRate }) : null,
    work.score && work.leads ? t("say.score", { score: formatScoreBp(work.score.scoreBp, locale) }) : null,
  ].filter((part): part is string => part !== null);
  if (parts.length === 0) return t("say.nothing");
  const text = parts.slice(0, MOST_PARTS).join("; ");
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1) + ".";
}
