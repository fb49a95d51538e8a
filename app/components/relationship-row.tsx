import { useId } from "react";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { INPUT_LOOK } from "./field.tsx";
import { Notice } from "./notice.tsx";
import type { RoundRowShown } from "./round-form.tsx";

const LONGEST = 4000;

interface RowProps {
  readonly row: RoundRowShown;
  readonly values: Readonly<Record<string, string>>;
  readonly fault: string | undefined;
}

/** One department of the relationship survey: 0 to 10, five times 1 to 5, and words. It stands closed until somebody opens it. */
export function RelationshipRow({ row, values, fault }: RowProps) {
  const t = useT("rounds");
  const ratings = useT("ratings");
  const common = useT("common");
  const locale = useLocale();
  const id = useId();
  const { id: key, provider } = row;
  const isBegun = Object.entries(values).some(([name, value]) => name.endsWith(`.${key}`) && value !== "");
  return (
    <details open={isBegun || fault !== undefined} className={classNames("rounded-lg border", fault ? "border-breach" : "border-line")}>
      <summary className="opens cursor-pointer p-4 font-semibold">{provider}</summary>
      <div className="flex flex-col gap-4 px-4 pb-4">
        {fault ? (
          <div id={`${id}-fault`}>
            <Notice tone="error">{fault}</Notice>
          </div>
        ) : null}
        {row.did.length > 0 ? (
          <div className="rounded-md bg-sunken px-3 py-2 text-sm">
            <p className="font-medium">{t("relationship.did")}</p>
            <ul className="mt-1 flex flex-col gap-0.5">
              {row.did.map((action) => (
                <li key={action.text} className="text-pretty">
                  {action.text} <span className="text-muted">({t(`state.${action.state}`).toLocaleLowerCase(locale)})</span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <Scale name={`nps.${key}`} legend={t("relationship.nps", { provider })} low={0} high={10} ends={[t("relationship.nps.low"), t("relationship.nps.high")]} value={values[`nps.${key}`]} describedBy={fault ? `${id}-fault` : undefined} />
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {DIMENSIONS.map((dimension) => (
            <Scale key={dimension} name={`${dimension}.${key}`} legend={ratings(`reason.${dimension}`)} low={1} high={5} ends={[t("scale.low"), t("scale.high")]} value={values[`${dimension}.${key}`]} describedBy={undefined} />
          ))}
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-comment`} className="text-sm font-medium">
            {t("relationship.comment")} <span className="font-normal text-faint">{common("optional")}</span>
          </label>
          <p id={`${id}-hint`} className="text-sm text-pretty text-muted">
            {t("relationship.comment.hint")}
          </p>
          <textarea id={`${id}-comment`} aria-describedby={`${id}-hint`} name={`comment.${key}`} rows={2} maxLength={LONGEST} defaultValue={values[`comment.${key}`] ?? ""} className={`${INPUT_LOOK} w-full px-3 py-2`} />
        </div>
      </div>
    </details>
  );
}

interface ScaleProps {
  readonly name: string;
  readonly legend: string;
  readonly low: number;
  readonly high: number;
  readonly ends: readonly [string, string];
  readonly value: string | undefined;
  readonly describedBy: string | undefined;
}

/** Whole numbers as radios in a row, with what their ends mean. */
function Scale({ name, legend, low, high, ends, value, describedBy }: ScaleProps) {
  const scores = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  return (
    <fieldset className="min-w-0" aria-describedby={describedBy}>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="grid gap-1" style={{ gridTemplateColumns: `repeat(${scores.length}, minmax(0, 1fr))` }}>
        {scores.map((score) => (
          <label key={score} className="figures grid h-9 min-w-0 place-items-center rounded-md border border-line-strong hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent">
            <input type="radio" name={name} value={score} defaultChecked={value === String(score)} className="sr-only" />
            {score}
          </label>
        ))}
      </div>
      <p className="mt-0.5 flex justify-between gap-2 text-xs text-faint">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </fieldset>
  );
}
