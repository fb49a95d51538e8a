import { useId } from "react";
import { LONGEST_EXTRA_ANSWER } from "#app/domain/survey/extra-questions.ts";
import { useT } from "#app/i18n/use-t.ts";
import { INPUT_LOOK } from "./field.tsx";

/** How a choice looks that is one of a few words. */
export const CHIP =
  "rounded-full border border-line-strong px-3 py-1 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent";

/** A question of the company's own, in the reader's language. */
export interface ExtraAsked {
  readonly kind: "scale" | "text";
  readonly text: string;
}

/** A question of the company's own: five steps, or a few words. It is there once a score was chosen. */
export function ExtraField({ name, question, value }: { readonly name: string; readonly question: ExtraAsked; readonly value: string }) {
  const t = useT("ratings");
  const common = useT("common");
  const id = useId();
  const { text } = question;
  const optional = <span className="text-sm font-normal text-faint">{common("optional")}</span>;
  if (question.kind === "text") {
    return (
      <div className="after-score flex flex-col gap-1">
        <label htmlFor={id} className="font-medium text-pretty">
          {text} {optional}
        </label>
        <textarea id={id} name={name} rows={2} maxLength={LONGEST_EXTRA_ANSWER} defaultValue={value} className={`${INPUT_LOOK} w-full px-3 py-2`} />
      </div>
    );
  }
  return (
    <fieldset className="after-score min-w-0">
      <legend className="mb-1.5 font-medium text-pretty">
        {text} {optional}
      </legend>
      <div className="flex flex-wrap items-center gap-2">
        {["1", "2", "3", "4", "5"].map((step) => (
          <label key={step} className={CHIP}>
            <input type="radio" name={name} value={step} defaultChecked={value === step} className="sr-only" />
            {step}
          </label>
        ))}
        <span className="text-sm text-faint">{t("rate.extra.scale")}</span>
      </div>
    </fieldset>
  );
}
