import type { BoundedMean, RelationshipFigures } from "#app/domain/survey/relationship-report.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatDecimal, NBSP, scaledText } from "./number.ts";
import { formatScoreBp, formatScoreChangeBp } from "./percent.ts";

/** NPS and its margin in points: `+16.67 ± 45.61`. */
export const npsWithMargin = ({ npsBp, marginBp }: Pick<RelationshipFigures, "npsBp" | "marginBp">, locale: Locale): string => `${formatScoreChangeBp(npsBp, locale)}${NBSP}±${NBSP}${formatScoreBp(marginBp, locale)}`;

/** A mean of 1 to 5 with one decimal; beyond its bound with the sign of it: `4.2`, `> 4.7`. */
export function boundedMeanText({ meanBp, bound }: BoundedMean, locale: Locale): string {
  const text = formatDecimal(scaledText(meanBp / 10, 1), locale);
  return bound === null ? text : `${bound === "at_least" ? ">" : "<"}${NBSP}${text}`;
}
