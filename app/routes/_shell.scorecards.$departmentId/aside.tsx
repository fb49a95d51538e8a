import { Link } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { CaseList } from "#app/components/case-list.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ScoreAside } from "./aside.server.ts";

/** Declared incidents of the period, how often breaches were excused, dates moved and clocks stopped, what clients said, and what was changed. */
export function Aside({ aside, period, zone }: { readonly aside: ScoreAside; readonly period: string; readonly zone: string }) {
  const t = useT("delays");
  const locale = useLocale();
  const { incidents, habits } = aside;
  const share = (bp: number | null) => <span className="figures">{bp === null ? "–" : formatPercentBp(bp, locale)}</span>;
  if (incidents.length + aside.voice.length + aside.cases.length === 0 && habits === null) return null;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      {incidents.length > 0 ? (
        <Card
          title={
            <span className="inline-flex items-center gap-1">
              {t("incidents.of")} <InfoTip text={t("incidents.of.explain")} />
            </span>
          }
        >
          <ul className="flex flex-col gap-2">
            {incidents.map((one) => (
              <li key={one.id} className="flex flex-col">
                <Link to={`/work/incidents/${one.id}`} className="door self-start">
                  {one.title}
                </Link>
                <span className="text-sm text-muted">
                  <Time at={one.from} zone={zone} /> – <Time at={one.to} zone={zone} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {habits ? (
        <Card
          title={
            <Link to={`/scorecards/habits?period=${period}`} className="hover:underline">
              {t("habits")}
            </Link>
          }
        >
          <Facts
            rows={[
              { name: t("habits.excused"), value: share(habits.excusedBp) },
              { name: t("habits.moved"), value: share(habits.movedBp) },
              { name: t("habits.movedTwice"), value: <span className="figures">{formatCount(habits.movedTwice, locale)}</span> },
              { name: t("habits.paused"), value: share(habits.pausedBp) },
            ]}
          />
        </Card>
      ) : null}
      <VoiceCard voice={aside.voice} />
      <ChangedCard cases={aside.cases} />
    </div>
  );
}

function VoiceCard({ voice }: Pick<ScoreAside, "voice">) {
  const t = useT("voice");
  const locale = useLocale();
  if (voice.length === 0) return null;
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t("figures")} <InfoTip text={t("figures.explain")} />
        </span>
      }
      flush
    >
      <DataTable
        label={t("figures")}
        rows={voice}
        rowKey={(row) => row.kind}
        compact
        columns={[
          { id: "kind", header: t("kind"), cell: (row) => t(`kind.${row.kind}`) },
          { id: "n", header: t("figures.count"), cell: (row) => formatCount(row.n, locale), align: "end" },
          { id: "inTime", header: t("figures.inTime"), cell: (row) => (row.due === 0 ? "–" : `${t("figures.of", { n: formatCount(row.inTime, locale), of: formatCount(row.due, locale) })} · ${formatPercentBp(Math.round((row.inTime * 10_000) / row.due), locale)}`), align: "end" },
        ]}
        empty={null}
      />
    </Card>
  );
}

function ChangedCard({ cases }: Pick<ScoreAside, "cases">) {
  const t = useT("improvement");
  if (cases.length === 0) return null;
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t("changed")} <InfoTip text={t("changed.explain")} />
        </span>
      }
    >
      <CaseList cases={cases} />
    </Card>
  );
}
