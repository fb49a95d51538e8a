import { plotPoints } from "#app/domain/pay/plot-points.ts";
import type { PayoutRule } from "#app/domain/pay/plan-terms.ts";
import { DomainError } from "#app/domain/refusal.ts";
import { payoutSentences } from "#app/i18n/plan-words.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { CurvePlot } from "./curve-plot.tsx";

/** A scale as a drawing and as sentences, computed by the code that pays. A scale that does not rise says so instead. */
export function PayoutPlot({ rule }: { readonly rule: PayoutRule }) {
  const t = useT("plans");
  const locale = useLocale();
  const shown = readable(() => ({ points: plotPoints(rule).map(([score, payout]) => [score / 100, payout / 100] as const), sentences: payoutSentences(rule, { t, locale }) }));
  if (shown === null) return <p className="text-breach">{t(rule.type === "ramp" ? "refusal.bad_tiers" : "refusal.bad_curve")}</p>;
  const [atTarget, ...others] = shown.sentences;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <CurvePlot points={shown.points} label={t("plot")} />
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
