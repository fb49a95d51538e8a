/**
 * The last values of one figure as a small line; a gap where nothing was measured. `target` is drawn as a faint level. `label` says
 * in words what the line shows.
 */
export function Sparkline({
  values,
  target,
  label,
  width = 96,
  height = 24,
}: {
  readonly values: readonly (number | null)[];
  readonly target?: number;
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}) {
  const known = values.filter((value): value is number => value !== null);
  const pad = 3;
  const low = Math.min(...known, target ?? Infinity);
  const high = Math.max(...known, target ?? -Infinity);
  const span = high - low || 1;
  const x = (index: number) => pad + (index * (width - 2 * pad)) / Math.max(1, values.length - 1);
  const y = (value: number) => height - pad - ((value - low) / span) * (height - 2 * pad);
  let path = "";
  values.forEach((value, index) => {
    if (value === null) return;
    const joined = index > 0 && values[index - 1] !== null;
    path += `${joined ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const lastIndex = values.findLastIndex((value) => value !== null);
  const last = lastIndex < 0 ? null : values[lastIndex] ?? null;
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="inline-block align-middle text-muted"
    >
      {target === undefined || known.length === 0 ? null : (
        <line
          x1={0}
          x2={width}
          y1={y(target)}
          y2={y(target)}
          className="stroke-line-strong"
          strokeDasharray="2 2"
        />
      )}
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last === null ? null : (
        <circle cx={x(lastIndex)} cy={y(last)} r={2.25} className="fill-accent" />
      )}
    </svg>
  );
}
