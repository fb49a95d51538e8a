import { useId } from "react";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { CHIP, ExtraField } from "./extra-field.tsx";
import { INPUT_LOOK } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { FACES, TINTS } from "./rating-form.tsx";
import type { RoundRowShown } from "./round-form.tsx";

const REASONS = ["timeliness", "quality", "completeness", "format", "attitude"] as const;
const LONGEST = 4000;

interface RowProps {
  readonly row: RoundRowShown;
  readonly values: Readonly<Record<string, string>>;
  readonly fault: string | undefined;
}

/** One department of a client review: five faces, the words, and for 1 to 3 the reasons and who may see the name. */
export function ReviewRow({ row, values, fault }: RowProps) {
  const t = useT("rounds");
  const ratings = useT("ratings");
  const common = useT("common");
  const id = useId();
  const { id: key, provider, client } = row;
  if (row.isFinal)
    return (
      <div className="rounded-lg border border-line p-4">
        <h3 className="font-semibold">{provider}</h3>
        <p className="text-sm text-muted">{t("final", { score: ratings(`score.${values[`csat.${key}`]}` as Key<"ratings">) })}</p>
      </div>
    );
  return (
    <fieldset className={classNames("review-row flex min-w-0 flex-col gap-3 rounded-lg border p-4", fault ? "border-breach" : "border-line")} aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className="sr-only">
        {provider} → {client}
      </legend>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-semibold">{provider}</h3>
          <p className="text-sm text-muted">{row.isAnswered ? t("answered", { client }) : t("for", { client })}</p>
        </div>
        <div className="grid w-full grid-cols-5 gap-1 sm:w-auto">
          {FACES.map((Face, index) => (
            <label
              key={index}
              title={ratings(`score.${index + 1}` as Key<"ratings">)}
              className={classNames("grid h-11 min-w-0 place-items-center rounded-md border border-line-strong text-muted hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent sm:w-13", TINTS[index])}
            >
              <input type="radio" name={`csat.${key}`} value={index + 1} defaultChecked={values[`csat.${key}`] === String(index + 1)} className="sr-only" />
              <Face aria-hidden size={24} strokeWidth={1.6} />
              <span className="sr-only">
                {index + 1} – {ratings(`score.${index + 1}` as Key<"ratings">)}
              </span>
            </label>
          ))}
        </div>
      </div>
      {fault ? (
        <div id={`${id}-fault`}>
          <Notice tone="error">{fault}</Notice>
        </div>
      ) : null}
      <div className="for-low-scores flex flex-wrap gap-2" role="group" aria-label={ratings("rate.reasons")}>
        {REASONS.map((reason) => (
          <label key={reason} className={CHIP}>
            <input type="checkbox" name={`reason.${reason}.${key}`} defaultChecked={values[`reason.${reason}.${key}`] === "on"} className="sr-only" />
            {ratings(`reason.${reason}`)}
          </label>
        ))}
      </div>
      <div className="after-score flex flex-col gap-1">
        <label htmlFor={`${id}-comment`} className="text-sm font-medium">
          {ratings("rate.comment")} <span className="font-normal text-faint">{common("optional")}</span>
        </label>
        <textarea id={`${id}-comment`} name={`comment.${key}`} rows={2} maxLength={LONGEST} defaultValue={values[`comment.${key}`] ?? ""} className={`${INPUT_LOOK} w-full px-3 py-2`} />
      </div>
      {row.extra.map((question, index) => (
        <ExtraField key={index} name={`extra${index}.${key}`} question={question} value={values[`extra${index}.${key}`] ?? ""} />
      ))}
      {row.statisticsOffered ? (
        <label className="for-low-scores flex items-start gap-2.5">
          <input type="checkbox" name={`private.${key}`} defaultChecked={values[`private.${key}`] === "on"} className="mt-[3px] size-4 shrink-0 accent-fill" />
          <span>
            {ratings("rate.statistics")}
            <span className="block text-sm text-pretty text-muted">{ratings("rate.statistics.hint")}</span>
          </span>
        </label>
      ) : (
        <p className="for-low-scores text-sm text-pretty text-faint">{ratings("rate.statistics.not", { from: 5 })}</p>
      )}
    </fieldset>
  );
}
