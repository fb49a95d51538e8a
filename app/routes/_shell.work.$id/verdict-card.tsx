import { Link } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { formatWorkingTime } from "#app/format/duration.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { reasonSentence } from "#app/i18n/reason-sentence.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { TaskPageData } from "./task-page.server.ts";
import { criterionWord, pauseWord } from "./words.ts";

type Shown = TaskPageData["verdicts"][number];

/** One obligation's say: what was promised, what was measured, and every step that led there. */
export function VerdictCard({ verdict, zone, now }: { readonly verdict: Shown; readonly zone: string; readonly now: number }) {
  const t = useT("work");
  const common = useT("common");
  const reasons = useT("reasons");
  const locale = useLocale();
  const turn = verdict.cycle > 0 ? t("verdict.cycle", { cycle: verdict.cycle }) : verdict.carry > 0 ? t("verdict.carry", { carry: verdict.carry }) : null;
  const detail =
    verdict.lateByMs !== null && Math.abs(verdict.lateByMs) >= 60_000 && (verdict.outcome === "breached" || verdict.outcome === "met")
      ? formatWorkingTime(verdict.lateByMs, locale)
      : undefined;
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-x-2">
          {verdict.name}
          {turn ? <span className="font-normal text-muted">{turn}</span> : null}
        </span>
      }
      aside={verdict.excuse ? <StateChip state="excused" /> : <StateChip state={verdict.outcome} detail={verdict.outcome === "breached" ? detail && `+${detail}` : undefined} />}
    >
      <div className="flex flex-col gap-4">
        <Facts
          rows={[
            ...(verdict.dueAt === null ? [] : [{ name: t("promised"), value: <Time at={verdict.dueAt} zone={zone} /> }]),
            ...measuredRow(verdict, t("measured"), zone, locale),
            ...(verdict.period ? [{ name: t("countedIn"), value: `${formatPeriod(verdict.period, locale)} · ${common(`mode.${verdict.mode}`)}` }] : []),
            {
              name: common("agreement"),
              value: (
                <Link to={`/agreements/${verdict.agreementId}`} className="text-accent hover:underline">
                  {t("agreementVersion", { code: verdict.agreementCode, number: verdict.versionNumber })}
                </Link>
              ),
            },
            {
              name: t("calendar"),
              value: (
                <Link to={`/calendars/${verdict.calendarId}`} className="text-accent hover:underline">
                  {verdict.calendar}
                </Link>
              ),
            },
          ]}
        />
        <div>
          <p className="mb-1 flex items-center gap-1 text-sm text-muted">
            {t("why")} <InfoTip text={common("explain.verdict")} />
          </p>
          <ol className="flex flex-col gap-0.5">
            {verdict.reasons.map((reason, index) => (
              <li key={index} className="flex gap-2">
                <span className="figures w-5 shrink-0 text-right text-faint">{index + 1}.</span>
                <span className="min-w-0 text-pretty">
                  {reasonSentence(
                    {
                      ...reason,
                      facts: {
                        ...reason.facts,
                        ...(typeof reason.facts?.reason === "string" ? { reason: pauseWord(reason.facts.reason, t).toLocaleLowerCase(locale) } : {}),
                        ...(typeof reason.facts?.criterion === "string" ? { criterion: criterionWord(reason.facts.criterion, t) } : {}),
                      },
                    },
                    reasons,
                    { locale, zone, now }
                  )}
                </span>
              </li>
            ))}
          </ol>
        </div>
        {verdict.excuse ? (
          <Notice>
            {t("excuse", { reason: t(`excuse.${verdict.excuse.reason}` as Key<"work">) })}
            {verdict.excuse.note ? ` – ${verdict.excuse.note}` : ""}
            {verdict.excuse.to ? (
              <>
                {" · "}
                <Link to={verdict.excuse.to} className="door">
                  {t("excuse.evidence")}
                </Link>
              </>
            ) : null}
          </Notice>
        ) : null}
        {verdict.frozenIn ? <p className="text-sm text-muted">{t(verdict.hasRecordedReasons ? "frozen" : "frozen.now", { period: formatPeriod(verdict.frozenIn, locale) })}</p> : null}
      </div>
    </Card>
  );
}

function measuredRow(verdict: Shown, name: string, zone: string, locale: "en" | "ru") {
  if (verdict.measured !== null && (verdict.kind === "completeness" || verdict.kind === "format")) return [{ name, value: formatPercentBpShort(verdict.measured, locale) }];
  if (verdict.measured !== null) return [{ name, value: String(verdict.measured) }];
  if (verdict.decidedAt !== null) return [{ name, value: <Time at={verdict.decidedAt} zone={zone} /> }];
  return [];
}
