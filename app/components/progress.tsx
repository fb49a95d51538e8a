import { classNames } from "./class-names.ts";

/**
 * How far something is, in 0.01 %: a bar with its label for readers. `target` draws the promised level as a line. The figure itself
 * stands beside it, written by the caller.
 */
export function Progress({
  shareBp,
  targetBp,
  label,
  tone = "accent",
  className,
}: {
  readonly shareBp: number;
  readonly targetBp?: number;
  readonly label: string;
  readonly tone?: "accent" | "met" | "risk" | "breach";
  readonly className?: string;
}) {
  const clamp = (bp: number) => Math.min(100, Math.max(0, bp / 100));
  const fills = { accent: "bg-fill", met: "bg-met", risk: "bg-risk", breach: "bg-breach" } as const;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={clamp(shareBp)}
      className={classNames("relative h-1.5 min-w-16 rounded-full bg-line", className)}
    >
      <div
        className={classNames("h-full rounded-full", fills[tone])}
        style={{ width: `${clamp(shareBp)}%` }}
      />
      {targetBp === undefined ? null : (
        <div
          className="absolute -inset-y-0.5 w-0.5 bg-ink"
          style={{ left: `calc(${clamp(targetBp)}% - 1px)` }}
        />
      )}
    </div>
  );
}
