import type { Locale } from "#app/domain/names.ts";
import { formatDecimal, NBSP, scaledText } from "./number.ts";

/** A score or index in 0.01 as two decimals: `95.02`, `95,02`. */
export function formatScoreBp(scoreBp: number, locale: Locale): string {
  return formatDecimal(scaledText(scoreBp, 2), locale);
}

/** A share in 0.01 % with its sign: `91.11 %`. */
export function formatPercentBp(shareBp: number, locale: Locale): string {
  return formatScoreBp(shareBp, locale) + NBSP + "%";
}

/** A share without decimals that say nothing, for running text: `95 %`, `91.3 %`. */
export function formatPercentBpShort(shareBp: number, locale: Locale): string {
  const text = scaledText(shareBp, 2).replace(/\.?0+$/, "");
  return formatDecimal(text, locale) + NBSP + "%";
}

/** A change of a score in 0.01 points, with its sign: `+1.20`, `−0.35`, `0.00`. */
export function formatScoreChangeBp(changeBp: number, locale: Locale): string {
  return (changeBp > 0 ? "+" : "") + formatScoreBp(changeBp, locale);
}
