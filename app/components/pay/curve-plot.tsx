import { formatDecimal } from "#app/format/number.ts";
import { useLocale } from "#app/i18n/use-t.ts";

/** Score and payout in percent. */
export type PlotPoint = readonly [score: number, payout: number];

const WIDTH = 480;
const HEIGHT = 200;
const PAD = { left: 40, right: 12, top: 12, bottom: 26 };

/** What each score pays: straight between the points, nothing below the first, level after the last. */
export function CurvePlot({ points, label }: { readonly points: readonly PlotPoint[]; readonly label: string }) {
  const locale = useLocale();
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (!first || !last) return null;
  const low = Math.max(0, Math.floor((first[0] - 10) / 10) * 10);
  const high = Math.ceil((last[0] + 5) / 10) * 10;
  const top = Math.max(100, Math.ceil(Math.max(...sorted.map(([, payout]) => payout)) / 20) * 20);
  const x = (score: number) => PAD.left + ((score - low) / (high - low || 1)) * (WIDTH - PAD.left - PAD.right);
  const y = (payout: number) => HEIGHT - PAD.bottom - (payout / top) * (HEIGHT - PAD.top - PAD.bottom);
  const path = [[low, 0], [first[0], 0], ...sorted, [high, last[1]]].map(([score, payout], i) => `${i === 0 ? "M" : "L"}${x(score!).toFixed(1)} ${y(payout!).toFixed(1)}`).join("");
  const levels = Array.from({ length: top / 20 + 1 }, (_, i) => i * 20);
  const scores = Array.from({ length: (high - low) / 10 + 1 }, (_, i) => low + i * 10);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-xl text-xs">
      {levels.map((level) => (
        <g key={level}>
          <line x1={PAD.left} x2={WIDTH - PAD.right} y1={y(level)} y2={y(level)} className="stroke-line" />
          <text x={PAD.left - 6} y={y(level) + 4} textAnchor="end" className="figures fill-faint">
            {level}
          </text>
        </g>
      ))}
      {scores.map((score) => (
        <text key={score} x={x(score)} y={HEIGHT - 8} textAnchor="middle" className="figures fill-faint">
          {score}
        </text>
      ))}
      <path d={path} fill="none" className="stroke-accent" strokeWidth={2} strokeLinejoin="round" />
      {sorted.map(([score, payout], place) => (
        <circle key={place} cx={x(score)} cy={y(payout)} r={3.5} className="fill-accent">
          <title>{`${formatDecimal(String(score), locale)} → ${formatDecimal(String(payout), locale)} %`}</title>
        </circle>
      ))}
    </svg>
  );
}
