import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import type { ChartProps } from "./chart.tsx";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip
);

/** Okabe–Ito: kept apart also by colour-blind eyes. The dash and the point are the second cue. */
const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"] as const;
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4]] as const;
const POINTS = ["circle", "rect", "triangle", "rectRot", "cross", "star"] as const;

/** Draws on a canvas in the colours of the page and returns a function that takes the drawing away. */
export function drawChart(canvas: HTMLCanvasElement, props: ChartProps): () => void {
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const font = { family: style.fontFamily, size: 12 };
  const kind = props.kind ?? "line";
  const limits = (props.limits ?? []).map((limit) => ({
    type: "line" as const,
    label: limit.name,
    data: props.labels.map(() => limit.value),
    borderColor: colour("--faint"),
    borderWidth: 1,
    borderDash: [3, 3],
    pointRadius: 0,
    pointHitRadius: 0,
  }));
  const series = props.series.map((line, index) => ({
    type: kind,
    label: line.name,
    data: [...line.values],
    borderColor: COLOURS[index % COLOURS.length],
    backgroundColor: COLOURS[index % COLOURS.length],
    borderWidth: kind === "bar" ? 0 : 2,
    borderDash: [...(DASHES[index % DASHES.length] ?? [])],
    pointStyle: POINTS[index % POINTS.length],
    pointRadius: 3,
    tension: 0,
    spanGaps: false,
    maxBarThickness: 28,
  }));
  const chart = new Chart(canvas, {
    type: kind,
    data: { labels: [...props.labels], datasets: [...series, ...limits] },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 150 },
      interaction: { mode: "index", intersect: false },
      plugins: {
        tooltip: {
          backgroundColor: colour("--ink"),
          titleColor: colour("--canvas"),
          bodyColor: colour("--canvas"),
          titleFont: font,
          bodyFont: font,
          cornerRadius: 6,
          padding: 8,
          boxPadding: 4,
          usePointStyle: true,
          callbacks: {
            label: (item) =>
              `${item.dataset.label ?? ""}: ${
                item.parsed.y === null ? "–" : props.format(item.parsed.y)
              }`,
          },
        },
      },
      scales: {
        x: {
          grid: { display: false },
          border: { color: colour("--line-strong") },
          ticks: { color: colour("--muted"), font, maxRotation: 0, autoSkipPadding: 12 },
        },
        y: {
          min: props.min,
          max: props.max,
          grid: { color: colour("--line") },
          border: { display: false },
          ticks: {
            color: colour("--muted"),
            font,
            maxTicksLimit: 5,
            callback: (value) => props.format(Number(value)),
          },
        },
      },
    },
  });
  return () => chart.destroy();
}
