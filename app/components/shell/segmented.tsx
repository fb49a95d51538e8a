import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** Buttons of a form of which one is the present choice. */
export function Segmented({
  label,
  name,
  choices,
  current,
}: {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly icon?: ReactNode;
    readonly lang?: string;
  }[];
  readonly current: string;
}) {
  return (
    <div role="group" aria-label={label}>
      <p aria-hidden className="mb-1 text-sm text-muted">
        {label}
      </p>
      <div className="flex rounded-md border border-line bg-sunken p-0.5">
        {choices.map((choice) => (
          <button
            key={choice.value}
            name={name}
            value={choice.value}
            lang={choice.lang}
            aria-pressed={choice.value === current}
            aria-label={choice.icon ? choice.label : undefined}
            title={choice.icon ? choice.label : undefined}
            className={classNames(
              "grid h-7 grow basis-0 place-items-center rounded-sm border text-sm font-medium",
              choice.value === current
                ? "border-line-strong bg-raised text-ink"
                : "border-transparent text-muted hover:text-ink"
            )}
          >
            {choice.icon ?? choice.label}
          </button>
        ))}
      </div>
    </div>
  );
}
