import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useT } from "#app/i18n/use-t.ts";
import type { DrawnChart } from "./chart-engine.ts";
import { CHART_COLOURS, chartCell, type ChartProps } from "./chart-props.ts";
import { classNames } from "./class-names.ts";
import { Figure } from "./figure.tsx";

const TOOL = "text-sm text-faint hover:text-ink hover:underline";

/**
 * A chart of lines, bars, or both. The drawing library is loaded when the chart is on the page; the figures are there before it, in a table
 * whose cells are the doors of the marks, and which stands for the drawing on paper, for readers and for the keyboard.
 */
export function Chart(props: ChartProps) {
  const t = useT("common");
  const navigate = useNavigate();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const drawnRef = useRef<DrawnChart | null>(null);
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
    void import("./chart-engine.ts").then(({ drawChart }) => {
      if (!gone && canvasRef.current) drawnRef.current = drawChart(canvasRef.current, props, (to) => navigate(to));
    });
    return () => {
      gone = true;
      drawnRef.current?.remove();
      drawnRef.current = null;
    };
    // `identity` stands for `props`
  }, [identity, scheme]);

  const save = (address: string, extension: string) => {
    const link = document.createElement("a");
    link.href = address;
    link.download = `${props.fileName}.${extension}`;
    link.click();
  };
  const saveCsv = async () => {
    const { chartCsv } = await import("./chart-csv.ts");
    const address = URL.createObjectURL(new Blob([chartCsv(props)], { type: "text/csv" }));
    save(address, "csv");
    URL.revokeObjectURL(address);
  };

  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <Legend {...props} />
      <div className="no-print relative overflow-hidden" style={{ height: props.height ?? 220 }}>
        {/* Out of the flow and cut: a drawing as wide as it was would keep the page from getting narrower. */}
        <canvas ref={canvasRef} role="img" aria-label={props.label} className="absolute inset-0" />
      </div>
      <div className="no-print needs-script flex flex-wrap gap-x-4 gap-y-1">
        <button type="button" aria-expanded={figuresShown} onClick={() => setFiguresShown((shown) => !shown)} className={TOOL}>
          {t(figuresShown ? "chart.hide" : "chart.show")}
        </button>
        <button type="button" onClick={() => drawnRef.current && save(drawnRef.current.png(), "png")} aria-label={t("chart.png")} className={TOOL}>
          PNG
        </button>
        <button type="button" onClick={() => void saveCsv()} aria-label={t("chart.csv")} className={TOOL}>
          CSV
        </button>
      </div>
      <div className={classNames("shown-without-script overflow-x-auto [--table-top:0px] print:block", !figuresShown && "hidden")}>
        <FigureTable {...props} />
      </div>
    </figure>
  );
}

/** What is what: the look of each series, the levels with their value, and the band of the promise. */
function Legend({ series, limits = [], band, format, kind = "line" }: ChartProps) {
  if (series.length + limits.length + (band ? 1 : 0) < 2) return null;
  return (
    <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {series.map((one, index) => (
        <span key={one.name} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={(one.kind ?? kind) === "bar" ? "size-2.5" : "h-0.5 w-4"} style={{ background: CHART_COLOURS[index % CHART_COLOURS.length] }} />
          {one.name}
        </span>
      ))}
      {band ? (
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-4 border-b border-line-strong bg-met-soft" />
          {band.name} <span className="figures">{format(band.from)}</span>
        </span>
      ) : null}
      {limits.map((limit) => (
        <span key={limit.name} className="inline-flex items-center gap-1.5">
          <span aria-hidden className="w-4 border-t border-dashed border-faint" />
          {limit.name} <span className="figures">{format(limit.value)}</span>
        </span>
      ))}
    </figcaption>
  );
}

function FigureTable({ label, labels, series, format }: ChartProps) {
  return (
    <table className="data-table compact">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <th scope="col" />
          {series.map((one) => (
            <th key={one.name} scope="col" className="end">
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((name, index) => (
          <tr key={name}>
            <th scope="row" className="font-normal">
              {name}
            </th>
            {series.map((one) => (
              <td key={one.name} className="end">
                <Figure to={one.to?.[index] ?? undefined} label={`${name}, ${one.name}`}>
                  {chartCell(one, index, format)}
                </Figure>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
