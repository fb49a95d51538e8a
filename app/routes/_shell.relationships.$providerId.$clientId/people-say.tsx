import { Link } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { Figure } from "#app/components/figure.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Sparkline } from "#app/components/sparkline.tsx";
import { Time } from "#app/components/time.tsx";
import { PROFILE_PARTS } from "#app/domain/agreement/need.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Direction } from "#app/web/pair-direction.server.ts";
import type { Clock } from "./direction.tsx";

/** What the client's people said by name, with what was done about it; where the viewer may not know, what they may. */
export function Ratings({ direction, clock }: { readonly direction: Direction; readonly clock: Clock }) {
  const t = useT("relationship");
  const words = useT("ratings");
  const locale = useLocale();
  const { ratings, client, provider, period } = direction;
  const title = t("ratings", { client: client.name });
  if (ratings === null)
    return (
      <Card title={title}>
        <p className="text-pretty text-muted">
          {t("ratings.hidden", { provider: provider.name })} <Link to="/ratings/given" className="door no-print">{t("ratings.hidden.door")}</Link>
        </p>
      </Card>
    );
  const monthly = ratings.byMonth.map((row) => row.shareBp);
  if (monthly.every((share) => share === null)) return <Card title={title}><p className="text-muted">{t("ratings.none")}</p></Card>;
  const named = capital(formatPeriod(period, locale), locale);
  const spoken = ratings.byMonth.flatMap((row) => (row.shareBp === null ? [] : [`${formatPeriod(row.month, locale)} ${formatPercentBpShort(row.shareBp, locale)}`]));
  return (
    <Card title={title}>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Figure to={ratings.to}>
          {ratings.total.shareBp === null ? t("ratings.noneNow", { period: named }) : t("ratings.satisfied", { share: formatPercentBpShort(ratings.total.shareBp, locale), n: formatCount(ratings.total.n, locale), period: named })}
        </Figure>
        <Sparkline values={monthly} label={`${t("ratings.trend")}: ${spoken.join(", ")}`} />
      </p>
      {ratings.dimensions.length > 0 ? <p className="mt-1 text-sm text-muted">{t("ratings.reasons", { list: ratings.dimensions.map((row) => `${words(`reason.${row.dimension}`).toLocaleLowerCase(locale)} – ${formatCount(row.n, locale)}`).join(", ") })}</p> : null}
      <ul className="mt-2 flex flex-col gap-2">
        {ratings.words.map((row) => (
          <li key={row.id} className="keep-together border-l-2 border-line pl-3">
            <p className="text-pretty">“{row.comment}”</p>
            <p className="text-sm text-muted">
              {words(`score.${row.csat as 1 | 2 | 3 | 4 | 5}`)} · <Time at={row.answeredAt} zone={clock.zone} now={clock.now} />
              {row.done ? <> · <Link to={`/improvement/${row.done.caseId}`} className="door">{t("ratings.done")} {row.done.action}</Link></> : null}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** How the client describes itself, and the figures of its own that the provider's work moves. */
export function Profile({ direction }: { readonly direction: Direction }) {
  const t = useT("relationship");
  const needs = useT("needs");
  const locale = useLocale();
  const { profile, client, provider } = direction;
  if (profile === null || (profile.texts === null && profile.kpis.length === 0 && direction.promises.length === 0)) return null;
  const parts = PROFILE_PARTS.filter((part) => profile.texts?.[part]);
  return (
    <Card title={t("profile", { client: client.name })} aside={<Link to={profile.to} className="no-print font-medium text-accent hover:underline">{t("profile.open")}</Link>}>
      {parts.length === 0 ? <p className="text-muted">{t("profile.none", { client: client.name, provider: provider.name })}</p> : <Facts rows={parts.map((part) => ({ name: needs(`profile.${part}`), value: <span className="whitespace-pre-line">{profile.texts?.[part]}</span> }))} />}
      {profile.kpis.length === 0 ? null : (
        <ul className="mt-3 divide-y divide-line border-t border-line">
          {profile.kpis.map((kpi) => (
            <li key={kpi.id} className="keep-together flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <span className="min-w-0 grow basis-40">
                <Link to={profile.to} className="door">{kpi.name}</Link>
                {kpi.target === null ? null : <span className="block text-sm text-muted">{t("kpi.target", { sign: kpi.isHigherBetter ? "≥" : "≤", target: `${formatDecimal(kpi.target, locale)} ${kpi.unit ?? ""}`.trim() })}</span>}
              </span>
              {kpi.last === null ? null : (
                <span className={kpi.last.reached === false ? "figures text-breach" : kpi.last.reached ? "figures text-met" : "figures"}>
                  {formatDecimal(kpi.last.value, locale)} {kpi.unit ?? ""}
                  <span className="block text-right text-sm text-muted">{formatPeriod(kpi.last.month, locale)}{kpi.last.reached === null ? "" : ` · ${needs(kpi.last.reached ? "kpi.yes" : "kpi.no")}`}</span>
                </span>
              )}
              {kpi.trend.length > 1 ? <Sparkline values={kpi.trend} {...(kpi.target === null ? {} : { target: Number(kpi.target) })} label={`${t("kpi.trend")}: ${kpi.trend.map((value) => formatDecimal(String(value), locale)).join(", ")}`} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** How the client's people like to be told things, for those who serve them, with a line of advice each. */
export function Styles({ direction, path }: { readonly direction: Direction; readonly path: string }) {
  const t = useT("relationship");
  const { styles, client } = direction;
  if (styles === null) return null;
  return (
    <Card title={t("style", { client: client.name })} aside={<><InfoTip text={t("style.explain", { client: client.name })} /><Link to={path} className="no-print font-medium text-accent hover:underline">{t("style.ask")}</Link></>}>
      {styles.length === 0 ? (
        <p className="text-muted">{t("style.none", { client: client.name })}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {styles.map((row) => (
            <li key={row.id} className="keep-together">
              <p>
                <Link to={`/people/${row.id}`} className="door">{row.name}</Link> <span className="text-muted">· {row.style}</span>
              </p>
              <p className="text-sm text-pretty text-muted">{row.advice}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
