import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { Figure } from "./figure.tsx";

export interface WaterfallStep {
  readonly key: string;
  readonly name: ReactNode;
  /** What caused it, in small: an obligation, a client, the gate. */
  readonly detail?: ReactNode;
  /** Minor units, or 0.01; only for the length of the bar. */
  readonly amount: number;
  /** As written: `−1,641.13`. */
  readonly text: string;
  /** `level`: a sum that stands on the ground (target, what is paid). `change`: a step up or down from the sum so far. */
  readonly kind: "level" | "change";
  readonly to?: string;
}

/**
 * From a first sum to a last one, step by step, as a table whose bars are part of the rows: readable by eye, by reader and on paper,
 * without a script. The steps must add up; nothing is drawn that is not written.
 */
export function Waterfall({
  steps,
  caption,
  amountHeading,
}: {
  readonly steps: readonly WaterfallStep[];
  readonly caption: string;
  /** With the currency, which is said once: "Amount, ₽". */
  readonly amountHeading: string;
}) {
  const t = useT("common");
  const bars = layOut(steps);
  return (
    <table className="keep-together w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-sm text-muted">
        <tr>
          <th scope="col" className="border-b border-line py-1.5 text-left font-medium sm:w-[38%]">
            {t("waterfall.step")}
          </th>
          <th aria-hidden className="w-[38%] border-b border-line max-sm:hidden" />
          <th scope="col" className="border-b border-line py-1.5 text-right font-medium">
            {amountHeading}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => {
          const bar = bars[index] ?? { left: 0, width: 0 };
          const level = step.kind === "level";
          return (
            <tr key={step.key}>
              <th
                scope="row"
                className={classNames(
                  "border-b border-line py-2 pr-4 text-left align-top",
                  level ? "font-semibold" : "font-normal"
                )}
              >
                {step.name}
                {step.detail ? (
                  <span className="block text-sm font-normal text-faint">{step.detail}</span>
                ) : null}
                {/* On a phone a small step would be a mere tick on a line of its own. */}
                <span className={classNames("mt-1 sm:hidden", level || bar.width >= 8 ? "block" : "hidden")}>
                  <Bar {...bar} level={level} up={step.amount > 0} />
                </span>
              </th>
              <td aria-hidden className="border-b border-line px-2 py-2 max-sm:hidden">
                <Bar {...bar} level={level} up={step.amount > 0} />
              </td>
              <td
                className={classNames(
                  "border-b border-line py-2 pl-4 text-right align-top whitespace-nowrap",
                  level && "font-semibold"
                )}
              >
                <Figure to={step.to}>{step.text}</Figure>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface BarPlace {
  /** Percent of the width. */
  readonly left: number;
  readonly width: number;
}

function Bar({
  left,
  width,
  level,
  up,
}: BarPlace & { readonly level: boolean; readonly up: boolean }) {
  const fill = level ? "bg-fill" : up ? "bg-met" : "bg-breach";
  return (
    <span className="relative block h-4">
      <span
        className={classNames(
          "absolute inset-y-0 min-w-0.5 rounded-xs",
          fill,
          !level && "opacity-85"
        )}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
    </span>
  );
}

/** Where each bar begins and how long it is, in percent of the widest reach. */
export function layOut(
  steps: readonly Pick<WaterfallStep, "amount" | "kind">[]
): readonly BarPlace[] {
  let running = 0;
  const spans = steps.map((step) => {
    const from = step.kind === "level" ? 0 : running;
    const to = step.kind === "level" ? step.amount : running + step.amount;
    running = to;
    return { low: Math.min(from, to), high: Math.max(from, to) };
  });
  const low = Math.min(0, ...spans.map((span) => span.low));
  const high = Math.max(0, ...spans.map((span) => span.high));
  const scale = high > low ? 100 / (high - low) : 0;
  return spans.map((span) => ({
    left: (span.low - low) * scale,
    width: (span.high - span.low) * scale,
  }));
}
