import { plotPoints } from "#app/domain/pay/plot-points.ts";
import type { PayoutRule } from "#app/domain/pay/plan-terms.ts";
import { formatDecimal } from "#app/format/number.ts";
import { DomainError } from "#app/domain/refusal.ts";
import { payoutSentences } from "#app/i18n/plan-words.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { CurvePlot } from "./curve-plot.tsx";

/** A scale as a drawing and as sentences, computed by the code that pays. A scale that does not rise says so instead. */
export function PayoutPlot({ rule }: { readonly rule: PayoutRule }) {
  const t = useT("plans");
  const common = useT("common");
  const locale = useLocale();
  const shown = readable(() => ({ points: plotPoints(rule).map(([score, payout]) => [score / 100, payout / 100] as const), sentences: payoutSentences(rule, { t, locale }) }));
  if (shown === null) return <p className="text-breach">{t(rule.type === "ramp" ? "refusal.bad_tiers" : "refusal.bad_curve")}</p>;
  const [atTarget, ...others] = shown.sentences;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <CurvePlot points={shown.points} label={t("plot")} />
      <details className="text-sm">
        <summary className="opens cursor-pointer text-faint hover:text-ink">{common("chart.show")}</summary>
        <table className="figures mt-1">
          <caption className="sr-only">{t("plot")}</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="pr-6 text-left font-normal">
                {t("row.score")}
              </th>
              <th scope="col" className="text-right font-normal">
                {t("row.payout")}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.points.map(([score, payout], place) => (
              <tr key={place}>
                <td className="pr-6">{formatDecimal(String(score), locale)}</td>
                <td className="text-right">{formatDecimal(String(payout), locale)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <div aria-live="polite" className="flex flex-col gap-1">
        <p className="font-medium">{atTarget}</p>
        {others.map((sentence) => (
          <p key={sentence} className="text-sm text-muted">
            {sentence}
          </p>
        ))}
      </div>
    </div>
  );
}

function readable<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
