import { Sparkles, Undo2 } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Labelled } from "#app/components/labelled.tsx";
import { LONGEST_PART, LONGEST_WORDS, SPOKEN_PARTS } from "#app/domain/composer/compose-text.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { WrittenField, WrittenWords } from "./form.ts";

const ROWS = 2;

interface HelpProps {
  readonly words: WrittenWords;
  readonly say: (field: WrittenField, text: string) => void;
  readonly errorOf: (field: string) => string | null;
  /** Own words that a suggestion replaced; empty = none. */
  readonly before: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
}

/** Fields that help to say what is needed. They open by themselves as soon as one of them holds something. */
export function Help({ words, say, errorOf, before, isOpen, isBusy }: HelpProps) {
  const t = useT("composer");
  const area = (field: WrittenField, label: string, longest: number, rows: number, hint?: string) => (
    <Labelled id={field} label={label} error={errorOf(field)} {...(hint ? { hint } : {})}>
      <textarea
        id={field} name={field} rows={rows} maxLength={longest} value={words[field]} onChange={(event) => say(field, event.currentTarget.value)} aria-invalid={errorOf(field) ? true : undefined}
        className={`${INPUT_LOOK} w-full px-3 py-2`}
      />
    </Labelled>
  );
  return (
    <details open={isOpen} className="rounded-lg border border-line">
      <summary className="opens cursor-pointer px-4 py-2.5 font-medium">{t("help")}</summary>
      <div className="flex flex-col gap-4 border-t border-line p-4">
        <p className="text-sm text-pretty text-muted">{t("help.hint")}</p>
        {area("text", t("text"), LONGEST_WORDS, words.text.length > 200 ? 9 : 4)}
        {SPOKEN_PARTS.map((part) => <div key={part}>{area(part, t(part), LONGEST_PART, ROWS, part === "purpose" ? t("purpose.hint") : undefined)}</div>)}
        <input type="hidden" name="before" value={before} />
        <div className="flex flex-wrap gap-2">
          <Button name="intent" value="look" icon={<Sparkles aria-hidden size={15} />} aria-busy={isBusy}>
            {t("look")}
          </Button>
          {before === "" ? null : (
            <Button name="intent" value="undo" tone="quiet" icon={<Undo2 aria-hidden size={15} />}>
              {t("undo")}
            </Button>
          )}
        </div>
      </div>
    </details>
  );
}
