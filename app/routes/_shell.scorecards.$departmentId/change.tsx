import { Breakdown } from "#app/components/breakdown.tsx";
import { Card } from "#app/components/card.tsx";
import { nameIn } from "#app/domain/names.ts";
import type { ChangeCause } from "#app/domain/score/explain-change.ts";
import { formatPeriodOf } from "#app/format/date.ts";
import { formatScoreChangeBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ScorecardDetail } from "./detail.server.ts";

/** Causes shown before the fold. */
const MOST = 6;

/** What moved the score since the period before, adding up exactly. */
export function ChangeCard({ detail }: { readonly detail: ScorecardDetail }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { change, names } = detail;
  if (!change) return null;
  const nameOf = (id: string) => (names[id] ? nameIn(names[id], locale) : id);
  const causeName = (cause: ChangeCause): string => {
    switch (cause.kind) {
      case "obligation":
        return nameOf(cause.key);
      case "csat":
        return t("change.csat", { client: nameOf(cause.party) });
      case "reweighted":
        return t("change.reweighted");
      case "rounding":
        return t("change.rounding");
    }
  };
  const rows = change.causes.map((cause, place) => ({
    key: String(place),
    name: causeName(cause),
    ...(cause.kind === "obligation" ? { detail: nameOf(cause.party) } : {}),
    value: formatScoreChangeBp(cause.changeBp, locale),
  }));
  // One more than fits is shown too: a fold of a single row hides nothing worth hiding.
  const shown = rows.length <= MOST + 1 ? rows.length : MOST;
  const rest = change.causes.slice(shown).reduce((sum, cause) => sum + cause.changeBp, 0);
  return (
    <Card title={t("change.title", { period: formatPeriodOf(change.since, locale) })}>
      {change.causes.length === 0 ? (
        <p className="text-muted">{t("change.same")}</p>
      ) : (
        <>
          <Breakdown rows={rows.slice(0, shown)} />
          {rows.length > shown ? (
            <details>
              <summary className="flex cursor-pointer justify-between border-b border-line py-1.5 text-muted hover:text-ink">
                {t("change.rest", { count: rows.length - shown })}
                <span className="figures">{formatScoreChangeBp(rest, locale)}</span>
              </summary>
              <Breakdown rows={rows.slice(shown)} />
            </details>
          ) : null}
          <Breakdown rows={[]} total={{ name: t("change.total"), value: formatScoreChangeBp(change.changeBp ?? 0, locale) }} />
        </>
      )}
    </Card>
  );
}
