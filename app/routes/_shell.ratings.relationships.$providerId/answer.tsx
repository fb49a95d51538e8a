import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedChoice } from "#app/components/typed-field.tsx";
import { freshForm } from "#app/components/typed-form.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { ACTION_STATES, LONGEST_ACTION, LONGEST_ANSWER, MOST_ACTIONS } from "#app/domain/improvement/provider-answer.ts";
import { formatDay, formatDayShort } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { RelationshipPageData } from "./read.server.ts";

type Answer = NonNullable<RelationshipPageData["answer"]>;
type Action = Answer["actions"][number];

/** How a state of an action looks. */
const LOOKS = { planned: "pending", in_progress: "in_progress", done: "done", dropped: "cancelled" } as const;

/** The provider's words and its actions with their state, for all its clients. */
export function AnswerShown({ answer, data, refusal }: { readonly answer: Answer; readonly data: RelationshipPageData; readonly refusal: TypedForm | null }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-3xl whitespace-pre-line text-pretty">{answer.text}</p>
      <p className="text-sm text-muted">
        {answer.by}, <Time at={answer.publishedAt} zone={data.zone} now={data.now} />
      </p>
      <ul className="flex flex-col divide-y divide-line border-t border-line">
        {answer.actions.map((action) => (
          <ActionShown key={action.id} action={action} data={data} refusal={refusal?.values["actionId"] === action.id ? refusal : null} />
        ))}
      </ul>
    </div>
  );
}

function ActionShown({ action, data, refusal }: { readonly action: Action; readonly data: RelationshipPageData; readonly refusal: TypedForm | null }) {
  const t = useT("rounds");
  const locale = useLocale();
  const newest = action.steps[0]!;
  const isOver = newest.state === "done" || newest.state === "dropped";
  return (
    <li className="flex flex-col gap-2 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="min-w-0 font-medium text-pretty">{action.text}</span>
        <StateChip state={!isOver && newest.dueOn < data.today ? "late" : LOOKS[newest.state]} word={t(`state.${newest.state}`)} size="small" />
      </p>
      <p className="text-sm text-muted">{t(isOver ? "action.over" : "action.by", { owner: action.owner, date: formatDay(newest.dueOn, locale) })}</p>
      {newest.note ? <p className="max-w-3xl text-pretty">{newest.note}</p> : null}
      {action.steps.length > 1 ? (
        <details>
          <summary className="opens cursor-pointer text-sm text-muted">{t("history")}</summary>
          <ul className="mt-1 flex flex-col gap-1 text-sm">
            {action.steps.map((step) => (
              <li key={step.number}>
                <Time at={step.at} zone={data.zone} now={data.now} />: {t(`state.${step.state}`)}, {formatDayShort(step.dueOn, locale)}, {step.by}
                {step.note ? <span className="block text-muted">{step.note}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {action.mayStep && !isOver ? <StepForm action={action} quarter={data.quarter} refusal={refusal} /> : null}
    </li>
  );
}

function StepForm({ action, quarter, refusal }: { readonly action: Action; readonly quarter: string; readonly refusal: TypedForm | null }) {
  const t = useT("rounds");
  const newest = action.steps[0]!;
  const form = refusal ?? freshForm({ state: newest.state === "planned" ? "in_progress" : newest.state, dueOn: newest.dueOn });
  return (
    <details open={refusal !== null}>
      <summary className="opens cursor-pointer text-sm font-medium text-accent">{t("step")}</summary>
      <TypedFormFrame key={newest.number} form={form} className="mt-2 max-w-2xl">
        <input type="hidden" name="quarter" value={quarter} />
        <input type="hidden" name="actionId" value={action.id} />
        <input type="hidden" name="after" value={newest.number} />
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TypedSelect form={form} name="state" label={t("state")} choices={ACTION_STATES.map((value) => ({ value, label: t(`state.${value}`) }))} />
          <TypedText form={form} name="dueOn" type="date" label={t("due")} />
        </div>
        <TypedLines form={form} name="note" label={t("note")} hint={t("note.hint")} rows={2} maxLength={LONGEST_ACTION} />
        <div>
          <TypedSubmit intent="step" tone="plain">
            {t("step.save")}
          </TypedSubmit>
        </div>
      </TypedFormFrame>
    </details>
  );
}

/** What the head writes after a survey: a few sentences and one to three actions. */
export function AnswerForm({ data, owners, refusal }: { readonly data: RelationshipPageData; readonly owners: readonly TypedChoice[]; readonly refusal: TypedForm | null }) {
  const t = useT("rounds");
  const locale = useLocale();
  const form = refusal ?? freshForm();
  const isLate = data.answerBy < data.today;
  return (
    <TypedFormFrame form={form} className="max-w-3xl">
      <p className={isLate ? "text-breach" : "text-muted"}>{t(isLate ? "answer.lateLong" : "answer.dueLong", { date: formatDay(data.answerBy, locale) })}</p>
      <input type="hidden" name="quarter" value={data.quarter} />
      <TypedLines form={form} name="text" label={t("answer.text")} hint={t("answer.text.hint")} rows={5} maxLength={LONGEST_ANSWER} />
      {Array.from({ length: MOST_ACTIONS }, (_, index) => (
        <fieldset key={index} className="flex min-w-0 flex-col gap-3 border-t border-line pt-3">
          <legend className="sr-only">{t("action.number", { number: index + 1 })}</legend>
          <TypedText form={form} name={`action.${index}`} label={t("action.number", { number: index + 1 })} optional={index > 0} maxLength={LONGEST_ACTION} />
          <div className="grid items-end gap-3 sm:grid-cols-2">
            <TypedSelect form={form} name={`owner.${index}`} label={t("owner")} choices={owners} placeholder="–" />
            <TypedText form={form} name={`due.${index}`} type="date" label={t("due")} />
          </div>
        </fieldset>
      ))}
      <div>
        <TypedSubmit intent="publish">{t("publish")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
