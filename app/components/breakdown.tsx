import { Fragment, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Figure } from "./figure.tsx";
import { InfoTip } from "./info-tip.tsx";

export interface Term {
  /** The number as text, with its unit. */
  readonly value: string;
  readonly name: string;
  readonly explain?: string;
  /** Where it opens to what it is made of; an anchor of the page or another page. */
  readonly to?: string;
  /** The sign before it: `×`, `+`, `−`, `=`, `→`. The first term has none. */
  readonly sign?: string;
  /** The result stands out. */
  readonly result?: boolean;
}

/**
 * An equation of numbers, each a door: `Objective 95.02 × 70 % + Satisfaction 89.82 × 30 % = 93.46 → pays 86.92 %`. It wraps on a
 * narrow screen, sign and number together.
 */
export function Equation({
  terms,
  label,
}: {
  readonly terms: readonly Term[];
  readonly label: string;
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className="keep-together flex flex-wrap items-stretch gap-y-3 rounded-lg border border-line p-4"
    >
      {terms.map((term, index) => (
        <div key={index} className="flex items-stretch">
          {term.sign ? (
            <span
              className="flex items-end px-3 pb-px text-lg text-faint"
              aria-hidden={term.sign === "→"}
            >
              {term.sign}
            </span>
          ) : null}
          <div className="flex flex-col justify-end">
            <div className="flex items-center gap-1 text-sm text-muted">
              {term.name}
              {term.explain ? <InfoTip text={term.explain} /> : null}
            </div>
            <Figure
              to={term.to}
              className={classNames(
                "text-xl tracking-tight",
                term.result ? "font-semibold text-ink" : "font-medium text-ink"
              )}
            >
              {term.value}
            </Figure>
          </div>
        </div>
      ))}
    </div>
  );
}

export interface BreakdownRow {
  readonly key: string;
  readonly name: ReactNode;
  /** How the number came about, in small: `41 of 45 · 91.11 % · target 95 %`. */
  readonly detail?: ReactNode;
  readonly value: string;
  readonly to?: string;
  /** Depth in the tree, 0 at the top. */
  readonly depth?: number;
}

/** Rows that add up: name left, number right, the sum below a line. */
export function Breakdown({
  rows,
  total,
}: {
  readonly rows: readonly BreakdownRow[];
  readonly total?: { readonly name: ReactNode; readonly value: string };
}) {
  return (
    <dl className="grid grid-cols-[1fr_auto]">
      {rows.map((row) => (
        <Fragment key={row.key}>
          <dt
            className="min-w-0 border-b border-line py-1.5"
            style={row.depth ? { paddingInlineStart: `${row.depth * 1.25}rem` } : undefined}
          >
            {row.name}
            {row.detail ? (
              <span className="figures block text-sm text-faint">{row.detail}</span>
            ) : null}
          </dt>
          <dd className="border-b border-line py-1.5 pl-6 text-right">
            <Figure to={row.to}>{row.value}</Figure>
          </dd>
        </Fragment>
      ))}
      {total ? (
        <>
          <dt className="py-2 font-semibold">{total.name}</dt>
          <dd className="figures py-2 pl-6 text-right font-semibold">{total.value}</dd>
        </>
      ) : null}
    </dl>
  );
}
