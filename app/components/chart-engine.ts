import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip, type Plugin } from "chart.js";
import { thinLabels } from "#app/format/thin-labels.ts";
import { CHART_COLOURS, chartCell, type ChartProps } from "./chart-props.ts";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4]] as const;
const POINTS = ["circle", "rect", "triangle", "rectRot", "cross", "star"] as const;
const LABEL_GAP = 14;
/** Names shorter than this say nothing: then some are left out instead. */
const LEAST_LETTERS = 6;

export interface DrawnChart {
  readonly remove: () => void;
  /** The drawing as a picture on the page's own ground. */
  readonly png: () => string;
}

/** Draws on a canvas in the colours of the page. `open` is called with the address of a mark that was pressed. */
export function drawChart(canvas: HTMLCanvasElement, props: ChartProps, open: (to: string) => void): DrawnChart {
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const font = { family: style.fontFamily, size: 12 };
  const kind = props.kind ?? "line";
  const limits = (props.limits ?? []).map((limit) => ({
    type: "line" as const, label: limit.name, data: props.labels.map(() => limit.value), yAxisID: "y", borderColor: colour("--faint"), borderWidth: 1, borderDash: [3, 3], pointRadius: 0, pointHitRadius: 0, order: 2,
  }));
  const series = props.series.map((one, index) => {
    const own = CHART_COLOURS[index % CHART_COLOURS.length]!;
    const type = one.kind ?? kind;
    return {
      type, label: one.name, data: [...one.values], yAxisID: one.onRight ? "right" : "y", borderColor: own, backgroundColor: type === "bar" ? hatching(own, index) : own, borderWidth: type === "bar" ? 1 : 2, order: type === "bar" ? 1 : 0,
      borderDash: [...(DASHES[index % DASHES.length] ?? [])], pointStyle: POINTS[index % POINTS.length], pointRadius: 3, pointHitRadius: 12, tension: 0, spanGaps: false, maxBarThickness: 28,
    };
  });
  const doorAt = (chart: Chart, event: { native: Event | null }) => {
    const [hit] = event.native ? chart.getElementsAtEventForMode(event.native, "index", { intersect: false }, false) : [];
    return hit === undefined ? null : (props.series.map((one) => one.to?.[hit.index] ?? null).find((to) => to !== null) ?? null);
  };
  const written = labelWriter(canvas, props, `${font.size}px ${font.family}`);
  const axis = { ticks: { color: colour("--muted"), font } };
  const chart = new Chart(canvas, {
    type: kind,
    data: { labels: [...props.labels], datasets: [...series, ...limits] },
    plugins: [band(props, colour("--met"), colour("--line-strong")), whiskers(props, colour("--ink"))],
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 150 },
      interaction: { mode: "index", intersect: false },
      onClick: (event, _elements, chart) => {
        const to = doorAt(chart, event);
        if (to) open(to);
      },
      onHover: (event, _elements, chart) => {
        canvas.style.cursor = doorAt(chart, event) ? "pointer" : "";
      },
      plugins: {
        tooltip: {
          backgroundColor: colour("--ink"), titleColor: colour("--canvas"), bodyColor: colour("--canvas"), titleFont: font, bodyFont: font, cornerRadius: 6, padding: 8, boxPadding: 4, usePointStyle: true,
          callbacks: {
            label: ({ dataset, datasetIndex, dataIndex, parsed }) => {
              const own = props.series[datasetIndex];
              return `${dataset.label ?? ""}: ${own ? chartCell(own, dataIndex, props.format) : parsed.y === null ? "–" : props.format(parsed.y)}`;
            },
          },
        },
      },
      scales: {
        x: {
          grid: { display: false },
          border: { color: colour("--line-strong") },
          ticks: {
            ...axis.ticks, maxRotation: 0, autoSkip: false,
            callback(_value, index) {
              return written(index, this.width);
            },
          },
        },
        y: { min: props.min, max: props.max, grid: { color: colour("--line") }, border: { display: false }, ticks: { ...axis.ticks, maxTicksLimit: 5, callback: (value) => props.format(Number(value)) } },
        ...(props.series.some((one) => one.onRight)
          ? { right: { position: "right" as const, min: 0, max: 100, grid: { display: false }, border: { display: false }, ticks: { ...axis.ticks, maxTicksLimit: 5, callback: (value: number | string) => rightFormat(props)(Number(value)) } } }
          : {}),
      },
    },
  });
  return { remove: () => chart.destroy(), png: () => onGround(canvas, colour("--canvas")) };
}

/**
 * The labels of the bottom as there is room for them: months are left out at equal steps, names are shortened first. The width is that of the
 * axis in pixels.
 */
function labelWriter(canvas: HTMLCanvasElement, { labels, kind }: ChartProps, font: string): (index: number, width: number) => string {
  const pen = canvas.getContext("2d");
  if (pen) pen.font = font;
  const widthOf = (text: string) => pen?.measureText(text).width ?? text.length * 7;
  const longest = labels.reduce((a, b) => (b.length > a.length ? b : a), "");
  const letter = longest.length > 0 ? widthOf(longest) / longest.length : 1;
  return (index, width) => {
    const letters = kind === "bar" ? Math.max(LEAST_LETTERS, Math.floor((width / labels.length - LABEL_GAP) / letter)) : longest.length;
    const needed = Math.min(letters, longest.length) * letter + LABEL_GAP;
    if (!thinLabels(labels.length, width / needed).has(index)) return "";
    const text = labels[index] ?? "";
    return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
  };
}

const rightFormat = (props: ChartProps) => props.series.find((one) => one.onRight)?.format ?? props.format;

/** Bars of one series are plain, of the next hatched, of the third dotted: told apart without colour, also on paper. */
function hatching(colour: string, index: number): string | CanvasPattern {
  const tile = document.createElement("canvas");
  const pen = index === 0 ? null : tile.getContext("2d");
  if (!pen) return colour;
  tile.width = tile.height = 8;
  pen.globalAlpha = 0.35;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 8, 8);
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  if (index % 3 === 1) for (const at of [-4, 4, 12]) (pen.moveTo(at - 4, 8), pen.lineTo(at + 4, 0));
  else if (index % 3 === 2) pen.fillRect(2, 2, 4, 4);
  else for (const at of [2, 6]) (pen.moveTo(0, at), pen.lineTo(8, at));
  pen.stroke();
  return pen.createPattern(tile, "repeat") ?? colour;
}

/** What was promised, behind everything: a tint and a line at the target, which the legend names. */
function band({ band: promised }: ChartProps, tint: string, edge: string): Plugin {
  return {
    id: "band",
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const scale = scales.y;
      if (!promised || !scale) return;
      const top = Math.max(chartArea.top, scale.getPixelForValue(promised.to));
      const bottom = Math.min(chartArea.bottom, scale.getPixelForValue(promised.from));
      if (bottom <= top) return;
      ctx.save();
      ctx.globalAlpha = 0.1;
      ctx.fillStyle = tint;
      ctx.fillRect(chartArea.left, top, chartArea.right - chartArea.left, bottom - top);
      ctx.globalAlpha = 1;
      ctx.strokeStyle = edge;
      ctx.beginPath();
      ctx.moveTo(chartArea.left, bottom);
      ctx.lineTo(chartArea.right, bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}

const CAP = 4;

/** How sure each mark is: a thin line from low to high with caps. */
function whiskers({ series }: ChartProps, ink: string): Plugin {
  return {
    id: "whiskers",
    afterDatasetsDraw(chart) {
      series.forEach((one, place) => {
        const { data } = chart.getDatasetMeta(place);
        one.intervals?.forEach((interval, index) => {
          const mark = data[index];
          const scale = chart.scales[one.onRight ? "right" : "y"];
          if (!interval || !mark || !scale) return;
          const [low, high] = [scale.getPixelForValue(interval.low), scale.getPixelForValue(interval.high)];
          const { ctx } = chart;
          ctx.save();
          ctx.strokeStyle = ink;
          ctx.lineWidth = 1.25;
          ctx.beginPath();
          ctx.moveTo(mark.x, low);
          ctx.lineTo(mark.x, high);
          for (const y of [low, high]) (ctx.moveTo(mark.x - CAP, y), ctx.lineTo(mark.x + CAP, y));
          ctx.stroke();
          ctx.restore();
        });
      });
    },
  };
}

/** A canvas is transparent: pasted into a letter the text of a dark page would be lost. */
function onGround(canvas: HTMLCanvasElement, ground: string): string {
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const pen = copy.getContext("2d");
  if (!pen) return canvas.toDataURL("image/png");
  pen.fillStyle = ground;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  return copy.toDataURL("image/png");
}
