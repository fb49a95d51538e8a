import { ROUND_PATHS } from "#app/components/open-rounds.tsx";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { HomeCard, HomeRow } from "./card.ts";
import type { Office } from "./read-office.server.ts";
import type { OwnWork } from "./read-work.server.ts";

/** Titles named in one row. */
const NAMED = 3;

/** Decisions and small things that wait for this person. */
export function waitingCard(work: OwnWork, office: Office, { locale }: PageFacts): HomeCard {
  const t = translateIn(locale, "home");
  const negotiation = translateIn(locale, "negotiation");
  const rounds = translateIn(locale, "rounds");
  const calendars = translateIn(locale, "calendars");
  const counted = (key: string, count: number, to: string, title: string): HomeRow[] => (count > 0 ? [{ key, to, title }] : []);
  const [first] = work.agreements;
  const { unconfirmed } = office;
  const rows: HomeRow[] = [
    ...(first
      ? [
          {
            key: "agreements", to: work.agreements.length === 1 ? `/agreements/${first.agreementId}/versions/${first.number}` : "/inbox", title: negotiation("wait.answer", { count: work.agreements.length }),
            detail: work.agreements.map((row) => row.pair).join("; "), ...(first.answerBy ? { note: negotiation("inbox.answer", { date: formatDayShort(first.answerBy, locale) }) } : {}),
          },
        ]
      : []),
    ...(work.entries.length > 0
      ? [{ key: "entries", to: work.entries.length === 1 ? `/work/${work.entries[0]!.taskId}` : "/inbox#entries", title: t("wait.entries", { count: work.entries.length }), detail: [...new Set(work.entries.map((row) => row.title))].slice(0, NAMED).join("; ") }]
      : []),
    ...counted("rate", work.toRate, "/rate", t("wait.rate", { count: work.toRate })),
    ...work.rounds.map((round) => ({ key: round.survey, to: ROUND_PATHS[round.survey], title: rounds(`inbox.${round.survey}`, { quarter: formatPeriod(round.quarter, locale) }) })),
    ...counted("inbox", work.inbox, "/inbox", t("wait.inbox", { count: work.inbox })),
    ...counted("disputes", work.disputes.length, "/work/disputes", t("wait.disputes", { count: work.disputes.length })),
    ...counted("close", office.role.arbiter ? (office.periods?.toClose ?? 0) : 0, "/periods", t("wait.close", { count: office.periods?.toClose ?? 0 })),
    ...counted("approve", office.toApprove, "/pay/runs", t("wait.approve", { count: office.toApprove })),
    ...counted("corrections", office.corrections?.total ?? 0, "/periods/corrections", t("wait.corrections", { count: office.corrections?.total ?? 0 })),
    ...counted("decide", office.disputes?.length ?? 0, "/work/disputes", t("wait.decide", { count: office.disputes?.length ?? 0 })),
    ...counted("calendars", unconfirmed.names.length, "/calendars", calendars("unconfirmed", { count: unconfirmed.names.length, year: unconfirmed.year, names: unconfirmed.names.join("; ") })),
    ...counted("jobs", office.jobs?.troubles ?? 0, "/settings/jobs", t("wait.jobs", { count: office.jobs?.troubles ?? 0 })),
    ...(work.lastBonus ? [{ key: "bonus", to: "/pay", title: t("lastBonus", { period: formatPeriod(work.lastBonus.period, locale) }), ...(work.lastBonus.payoutBp === null ? {} : { note: formatPercentBp(work.lastBonus.payoutBp, locale) }) }] : []),
  ];
  return { id: "waiting", title: t("waiting"), rows, empty: { text: t("waiting.none") } };
}
