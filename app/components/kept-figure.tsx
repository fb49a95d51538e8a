import type { Kept } from "#app/domain/score/kept-share.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Figure } from "./figure.tsx";

/** A share of kept promises with what it is a share of: `93.10 % of 58`. A dash where nothing was due. */
export function KeptFigure({ kept, to }: { readonly kept: Kept; readonly to?: string }) {
  const t = useT("agreements");
  const locale = useLocale();
  if (kept.bp === null) return <span className="text-faint" title={t("kept.nothingDue")}>–</span>;
  return (
    <span className="whitespace-nowrap">
      <Figure to={to}>{formatPercentBp(kept.bp, locale)}</Figure>{" "}
      <span className="figures text-sm text-faint">{t("kept.of", { n: formatCount(kept.of, locale) })}</span>
    </span>
  );
}
