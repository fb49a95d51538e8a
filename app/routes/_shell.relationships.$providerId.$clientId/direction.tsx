import { Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PromiseStateChip } from "#app/components/relationship/promise-state-chip.tsx";
import { WatchList } from "#app/components/relationship/watch-list.tsx";
import { Sparkline } from "#app/components/sparkline.tsx";
import { capital } from "#app/format/capital.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Direction } from "#app/web/pair-direction.server.ts";
import { Cases, Expected, Failures, OpenRequests } from "./happening.tsx";
import { Profile, Ratings, Styles } from "./people-say.tsx";

export interface Clock {
  readonly now: number;
  readonly zone: string;
}

/** Whether a direction has nothing to tell but that nothing is promised. */
export const isQuiet = (direction: Direction) => direction.promises.length === 0 && direction.open.length === 0 && direction.failures.length === 0;

interface Part {
  readonly direction: Direction;
  readonly clock: Clock;
  readonly path: string;
}

/** One direction of a relationship: what is owed, what was missed, what comes next, and what the client says of it. */
export function DirectionColumn(part: Part) {
  return (
    <div className="flex min-w-0 flex-col gap-5 print:gap-3">
      <Owed {...part} />
      {isQuiet(part.direction) ? null : <Happening {...part} />}
    </div>
  );
}

/** The only direction in which something is promised, over both columns; the quiet one stands below. */
export function DirectionAlone(part: Part) {
  return (
    <>
      <div className="flex min-w-0 flex-col gap-5 print:gap-3">
        <Owed {...part} />
      </div>
      <div className="flex min-w-0 flex-col gap-5 print:gap-3">
        <Happening {...part} />
      </div>
    </>
  );
}

/** What is owed and what it rests on: promises, their end, the client's inputs and profile. */
function Owed({ direction, path }: Part) {
  const t = useT("relationship");
  const locale = useLocale();
  return (
    <>
      <Promises direction={direction} path={path} />
      {direction.expiring.map((row) => (
        <Notice key={row.agreementId} tone="warning" action={<Link to={`/agreements/${row.agreementId}`} className="door">{row.code}</Link>}>
          {t("expiring", { code: row.code, day: formatDay(row.endsOn, locale) })}
        </Notice>
      ))}
      {direction.inputs.length === 0 ? null : (
        <Card title={t("inputs", { client: direction.client.name })}>
          <ul className="space-y-2">
            {direction.inputs.map((input) => (
              <li key={input.key}>
                <Link to={`/agreements/${input.agreementId}`} className="door">{input.name}</Link>
                <span className="block text-sm text-muted">{[input.due, input.completeness].filter(Boolean).join(" · ")}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Profile direction={direction} />
      <Styles direction={direction} path={`/relationships/${direction.provider.id}/${direction.client.id}/advice`} />
    </>
  );
}

/** What happens: misses, what is expected and asked for, cases, and what the client says. */
function Happening({ direction, clock }: Part) {
  const t = useT("watch");
  return (
    <>
      {direction.watched.length === 0 ? null : (
        <Card title={t("title")} aside={<InfoTip text={t("explain")} />} flush>
          <WatchList rows={direction.watched} clock={clock} />
        </Card>
      )}
      <Failures direction={direction} clock={clock} />
      <Expected direction={direction} clock={clock} />
      <OpenRequests direction={direction} clock={clock} />
      <Cases direction={direction} />
      <Ratings direction={direction} clock={clock} />
    </>
  );
}

/** Each promise as its sentence, how it is kept in the running period, and its last twelve months. */
function Promises({ direction, path }: { readonly direction: Direction; readonly path: string }) {
  const t = useT("relationship");
  const agreements = useT("agreements");
  const common = useT("common");
  const locale = useLocale();
  const { provider, client, promises, period } = direction;
  return (
    <Card
      title={t("owes", { provider: provider.name, client: client.name })}
      aside={
        promises.length === 0 ? null : (
          <>
            {direction.agreements.map((row) => <Link key={row.id} to={`/agreements/${row.id}`} className="door">{row.code}</Link>)}
            <span>{t("soFar", { period: capital(formatPeriod(period, locale), locale) })}</span>
            <PromiseStateChip state={direction.state} />
            <a href={`${path}/promises.csv`} download title={common("download.csv.label")} className="no-print text-accent hover:underline">{common("download.csv")}</a>
          </>
        )
      }
      flush
    >
      {promises.length === 0 ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-muted">
          {t("owes.none", { provider: provider.name, client: client.name })}
          {direction.mayState ? <Link to="/needs/new" className="door no-print">{t("owes.need")}</Link> : null}
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {promises.map((row) => (
            <li key={row.key} className="keep-together grid gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
              <div className="min-w-0">
                <p className="text-pretty">
                  <Link to={`/agreements/${row.agreementId}#${row.key}`} className="font-medium hover:underline">{row.name}</Link>
                </p>
                <p className="text-sm text-pretty text-muted">{row.sentence}</p>
                <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                  <PromiseStateChip state={row.state} />
                  <span>{row.target.type === "share" ? t("target.share", { share: formatPercentBpShort(row.target.bp, locale) }) : t("target.count", { count: row.target.atMostMissed })}</span>
                  <span>{common(`mode.${row.mode}`)}</span>
                </p>
              </div>
              <div className="flex items-center gap-3 sm:flex-col sm:items-end sm:gap-1">
                <KeptFigure kept={row.kept} to={row.to} />
                <Sparkline values={row.monthly} {...(row.target.type === "share" ? { target: row.target.bp } : {})} label={`${agreements("sparkline")}: ${sparkWords(row.monthly)}`} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );

  function sparkWords(monthly: readonly (number | null)[]): string {
    const said = direction.months.flatMap(({ month }, index) => {
      const bp = monthly[index];
      return bp === null || bp === undefined ? [] : [`${formatPeriod(month, locale)} ${formatPercentBpShort(bp, locale)}`];
    });
    return said.join(", ") || agreements("kept.nothingDue");
  }
}
