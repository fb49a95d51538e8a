import { Link } from "@remix-run/react";
import { classNames } from "#app/components/class-names.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { MapPage } from "./read.server.ts";

/**
 * Steps of the heat map: blue to orange, which every kind of colour blindness tells apart (Okabe–Ito), and the figure stands in each
 * cell. The colour is laid thinly over the page's own surface, so that text keeps its contrast in both themes.
 */
const STEPS = [
  { atLeastBp: 9_500, color: "#0072B2", strength: 42 },
  { atLeastBp: 9_000, color: "#0072B2", strength: 24 },
  { atLeastBp: 8_500, color: "#56B4E9", strength: 14 },
  { atLeastBp: 8_000, color: "#E69F00", strength: 22 },
  { atLeastBp: 0, color: "#D55E00", strength: 38 },
] as const;

const stepOf = (bp: number) => STEPS.find((step) => bp >= step.atLeastBp) ?? STEPS[STEPS.length - 1];
const fillOf = (bp: number | null) => {
  const step = bp === null ? undefined : stepOf(bp);
  return step ? `color-mix(in srgb, ${step.color} ${step.strength}%, var(--canvas))` : undefined;
};

/** What the colours mean, in figures. */
export function Legend() {
  const t = useT("map");
  const locale = useLocale();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted" aria-label={t("legend")}>
      {STEPS.map((step, index) => (
        <li key={step.atLeastBp} className="flex items-center gap-1.5">
          <span aria-hidden className="inline-block size-4 rounded-sm border border-line" style={{ background: fillOf(step.atLeastBp) }} />
          {index < STEPS.length - 1 ? `≥ ${formatPercentBpShort(step.atLeastBp, locale)}` : `< ${formatPercentBpShort(STEPS[index - 1]?.atLeastBp ?? 0, locale)}`}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="hatched inline-block size-4 rounded-sm border border-line" />
        {t("nothingDue")}
      </li>
    </ul>
  );
}

/** Which part of a large map this is, and the ways to the others. */
export function Span({ page }: { readonly page: MapPage }) {
  const t = useT("map");
  const locale = useLocale();
  const { span, unit, isFolded } = page;
  const isPart = unit.provider !== null || unit.client !== null;
  const isPaged = span.of > span.step;
  if (!isFolded && !isPart && !isPaged) return null;
  const at = (from: number) => `/map/table?${new URLSearchParams({ period: page.month, ...(from > 0 ? { from: String(from) } : {}) })}`;
  const link = "font-medium text-accent hover:underline";
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {isFolded ? t("folded") : null}
      {isPart ? (
        <>
          {t("part", { provider: unit.provider ?? t("part.all"), client: unit.client ?? t("part.all") })}
          <Link to={at(0)} className={link}>
            {t("part.back")}
          </Link>
        </>
      ) : null}
      {isPaged ? (
        <>
          {t("span", { from: formatCount(span.from + 1, locale), to: formatCount(span.from + span.shown, locale), of: formatCount(span.of, locale) })}
          {span.from > 0 ? (
            <Link to={at(Math.max(0, span.from - span.step))} className={link}>
              {t("span.before")}
            </Link>
          ) : null}
          {span.from + span.shown < span.of ? (
            <Link to={at(span.from + span.step)} className={link}>
              {t("span.after")}
            </Link>
          ) : null}
        </>
      ) : null}
    </p>
  );
}

/** Providers down, clients across; each filled cell is a door to the agreement. */
export function HeatMap({ page }: { readonly page: MapPage }) {
  const t = useT("map");
  const common = useT("common");
  const locale = useLocale();
  const cellOf = new Map(page.cells.map((cell) => [`${cell.providerId} ${cell.clientId}`, cell]));
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBpShort(Math.round(bp / 10) * 10, locale));
  return (
    // Headings stay in sight on both sides however far one scrolls in it.
    <div className="max-h-[80vh] overflow-auto rounded-lg border border-line print:max-h-none" tabIndex={0} role="region" aria-label={t("table")}>
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{t("table")}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 left-0 z-20 min-w-36 border-r border-b border-line bg-canvas px-3 py-2 text-left font-medium text-muted">
              {t("corner")}
            </th>
            {page.clients.map((client) => (
              <th key={client.id} scope="col" className="sticky top-0 z-10 border-b border-line bg-canvas px-2 py-2 text-center align-bottom font-medium text-muted">
                {client.id === "everyone" ? client.name : <Link to={`/departments/${client.id}`} className="hover:text-ink hover:underline">{client.name}</Link>}
              </th>
            ))}
            <th scope="col" className="sticky top-0 z-10 border-b border-l border-line bg-canvas px-3 py-2 text-right align-bottom font-medium text-muted">
              {common("total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.providers.map((provider, row) => (
            <tr key={provider.id}>
              <th scope="row" className="sticky left-0 z-10 border-r border-b border-line bg-canvas px-3 py-2 text-left font-medium">
                <Link to={`/departments/${provider.id}`} className="hover:underline">
                  {provider.name}
                </Link>
              </th>
              {page.clients.map((client) => {
                const cell = cellOf.get(`${provider.id} ${client.id}`);
                if (!cell) return <td key={client.id} className="border-b border-line" />;
                const text = share(cell.kept.bp);
                const title = t("cell", { provider: provider.name, client: client.name, count: cell.obligations, kept: cell.kept.bp === null ? t("nothingDue") : `${text}, ${cell.kept.kept}/${cell.kept.of}` });
                return (
                  <td key={client.id} title={title} style={{ background: fillOf(cell.kept.bp) }} className={classNames("figures h-10 min-w-20 border-b border-line p-0 text-center", cell.kept.bp === null && "hatched")}>
                    {cell.to ? (
                      <Link to={cell.to} aria-label={title} className="grid size-full min-h-10 place-items-center px-1 font-medium hover:underline">
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
              <td className="figures border-b border-l border-line px-3 text-right font-medium whitespace-nowrap">{share(page.byProvider[row]?.bp ?? null)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="sticky left-0 z-10 border-r border-line bg-canvas px-3 py-2 text-left font-medium">
              {common("total")}
            </th>
            {page.clients.map((client, column) => (
              <td key={client.id} className="figures px-2 py-2 text-center font-medium">
                {share(page.byClient[column]?.bp ?? null)}
              </td>
            ))}
            <td className="figures border-l border-line px-3 text-right font-semibold whitespace-nowrap" title={`${formatCount(page.total.kept, locale)} / ${formatCount(page.total.of, locale)}`}>
              {share(page.total.bp)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
