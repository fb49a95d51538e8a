import { useEffect, useRef, useState } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";

export interface ChartProps {
  /** What the chart shows, in words. */
  readonly label: string;
  /** Along the bottom: months, bands. */
  readonly labels: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
  }[];
  /** Constant levels: a target, control limits. */
  readonly limits?: readonly { readonly name: string; readonly value: number }[];
  readonly kind?: "line" | "bar";
  readonly min?: number;
  readonly max?: number;
  /** Writes a value, on the axis and in the table. */
  readonly format: (value: number) => string;
  /** Pixels. */
  readonly height?: number;
}

const MARKS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

/**
 * A line or bar chart. The drawing library is loaded when the chart is on the page; the figures are there before it, in a table that
 * also stands for the drawing on paper and for readers.
 */
export function Chart(props: ChartProps) {
  const t = useT("common");
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [scheme, setScheme] = useState(0);
  const [figuresShown, setFiguresShown] = useState(false);

  useEffect(() => {
    const redraw = () => setScheme((count) => count + 1);
    const system = matchMedia("(prefers-color-scheme: dark)");
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    system.addEventListener("change", redraw);
    return () => {
      theme.disconnect();
      system.removeEventListener("change", redraw);
    };
  }, []);

  // The props are plain data: their text is their identity, whoever made the object.
  const identity = JSON.stringify(props);
  useEffect(() => {
    let gone = false;
    let remove = () => {};
    void import("./chart-engine.ts").then(({ drawChart }) => {
      if (!gone && canvasRef.current) remove = drawChart(canvasRef.current, props);
    });
    return () => {
      gone = true;
      remove();
    };
    // `identity` stands for `props`
  }, [identity, scheme]);

  const height = props.height ?? 220;
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      {props.series.length + (props.limits?.length ?? 0) > 1 ? (
        <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          {props.series.map((line, index) => (
            <span key={line.name} className="inline-flex items-center gap-1.5">
              <span
                aria-hidden
                className="h-0.5 w-4"
                style={{ background: MARKS[index % MARKS.length] }}
              />
              {line.name}
            </span>
          ))}
          {(props.limits ?? []).map((limit) => (
            <span key={limit.name} className="inline-flex items-center gap-1.5">
              <span aria-hidden className="w-4 border-t border-dashed border-faint" />
              {limit.name} <span className="figures">{props.format(limit.value)}</span>
            </span>
          ))}
        </figcaption>
      ) : null}
      <div className="no-print relative" style={{ height }}>
        <canvas ref={canvasRef} role="img" aria-label={props.label} />
      </div>
      <button
        type="button"
        aria-expanded={figuresShown}
        onClick={() => setFiguresShown((shown) => !shown)}
        className="no-print needs-script self-start text-sm text-faint hover:text-ink hover:underline"
      >
        {t(figuresShown ? "chart.hide" : "chart.show")}
      </button>
      <div
        className={classNames(
          "shown-without-script overflow-x-auto print:block",
          !figuresShown && "hidden"
        )}
      >
        <table className="data-table compact">
          <caption className="sr-only">{props.label}</caption>
          <thead>
            <tr>
              <th scope="col" />
              {props.series.map((line) => (
                <th key={line.name} scope="col" className="end">
                  {line.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.labels.map((label, index) => (
              <tr key={label}>
                <th scope="row" className="font-normal">
                  {label}
                </th>
                {props.series.map((line) => {
                  const value = line.values[index] ?? null;
                  return (
                    <td key={line.name} className="end">
                      {value === null ? "–" : props.format(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
