import { Form, Link, useNavigation, useSearchParams } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";

/** The form that the boxes of the list belong to. */
export const BULK_FORM = "bulk";

export interface BulkAnswer {
  readonly act: string;
  readonly personId: string;
  readonly fault: "bulk.none" | "bulk.noPerson" | null;
  /** Asked once more, naming what was chosen. */
  readonly confirm: { readonly tasks: readonly { readonly value: string; readonly title: string }[] } | null;
  readonly done: number;
  readonly refused: readonly { readonly taskId: string; readonly title: string; readonly code: string; readonly facts: Readonly<Record<string, string | number>> }[];
}

export interface BulkChoices {
  readonly acts: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** What can be done with the rows that are ticked. */
export function BulkBar({ choices, answer }: { readonly choices: BulkChoices; readonly answer: BulkAnswer | null }) {
  const t = useT("desk");
  const busy = useNavigation().formMethod === "POST";
  if (choices.acts.length === 0) return null;
  return (
    <Form id={BULK_FORM} method="post" preventScrollReset className="no-print flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
      <span className="text-sm text-muted">{t("bulk.label")}</span>
      <select name="act" aria-label={t("bulk.act")} defaultValue={answer?.act} className={`${INPUT_LOOK} h-8 pr-8 pl-2.5 text-sm`}>
        {choices.acts.map((act) => (
          <option key={act} value={act}>
            {t(`bulk.${act}` as Key<"desk">)}
          </option>
        ))}
      </select>
      {choices.people.length > 0 ? (
        <select name="personId" aria-label={t("bulk.assign.to")} defaultValue={answer?.personId ?? ""} className={`${INPUT_LOOK} h-8 max-w-full pr-8 pl-2.5 text-sm`}>
          <option value="">{t("bulk.assign.to")}</option>
          {choices.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      ) : null}
      <Button size="small" disabled={busy} aria-busy={busy}>
        {t("bulk.go")}
      </Button>
      <span className="text-sm text-faint">{t("bulk.hint")}</span>
    </Form>
  );
}

/** What came of it: a question, or how many were done and which were not, and why. */
export function BulkResult({ answer }: { readonly answer: BulkAnswer | null }) {
  const t = useT("desk");
  const busy = useNavigation().formMethod === "POST";
  const [params] = useSearchParams();
  if (!answer) return null;
  if (answer.fault) return <Notice tone="error">{t(answer.fault)}</Notice>;
  if (answer.confirm) {
    const { tasks } = answer.confirm;
    return (
      <Card title={t(`bulk.confirm.${answer.act}` as Key<"desk">, { count: tasks.length })}>
        <Form method="post" className="flex flex-col gap-3" aria-live="polite">
          <p className="max-w-2xl text-pretty">{t(`bulk.confirm.${answer.act}.text` as Key<"desk">)}</p>
          <ul className="max-h-60 list-disc overflow-auto pl-5">
            {tasks.map((task) => (
              <li key={task.value}>{task.title}</li>
            ))}
          </ul>
          {tasks.map((task) => (
            <input key={task.value} type="hidden" name="task" value={task.value} />
          ))}
          <input type="hidden" name="act" value={answer.act} />
          <input type="hidden" name="sure" value="yes" />
          <div className="flex flex-wrap items-center gap-3">
            <Button tone="primary" autoFocus disabled={busy} aria-busy={busy}>
              {t(`bulk.confirm.${answer.act}` as Key<"desk">, { count: tasks.length })}
            </Button>
            <Link to={`/work?${params.toString()}`} className="font-medium text-accent hover:underline">
              {t("bulk.back")}
            </Link>
          </div>
        </Form>
      </Card>
    );
  }
  return (
    <div role="status">
      <Notice tone={answer.refused.length > 0 ? "warning" : "done"}>
        {answer.done === 0 ? t("bulk.doneNone") : t("bulk.done", { count: answer.done })}
        {answer.refused.length > 0 ? (
          <>
            <span className="mt-1 block font-medium">{t("bulk.refused", { count: answer.refused.length })}</span>
            <ul className="list-disc pl-5">
              {answer.refused.map((row) => (
                <li key={row.taskId}>
                  {row.title}: {t(`refused.${row.code}` as Key<"desk">, row.facts)}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Notice>
    </div>
  );
}
