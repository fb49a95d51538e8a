import { useId } from "react";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { type TypedChoice, TypedFormFrame, TypedLines, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { TaskWaits } from "#app/web/wait-rows.server.ts";
import { Waits } from "../_shell.work.$id/waits.tsx";

interface WaitsData {
  readonly id: string;
  readonly name: string;
  readonly dueAt: number | null;
  readonly waits: TaskWaits;
  readonly choices: { readonly tasks: readonly TypedChoice[]; readonly planned: readonly TypedChoice[] };
  readonly mayLink: boolean;
  readonly zone: string;
  readonly now: number;
}

/** Says what a task waits for, and ends a wait. */
export function WaitsView({ data, acted }: { readonly data: WaitsData; readonly acted: TypedForm | undefined }) {
  const t = useT("delays");
  const work = useT("work");
  const ending = acted?.values["intent"] === "end" ? acted : null;
  const form = acted && !ending ? acted : freshForm();
  return (
    <Page title={t("waits")} sentence={t("waits.explain")} crumbs={[{ label: work("title"), to: "/work" }, { label: data.name, to: `/work/${data.id}` }]} width="reading">
      {ending?.faults["form"] ? <Notice tone="error">{ending.faults["form"]}</Notice> : null}
      <Waits data={data.waits} editTo={null} dueAt={data.dueAt} zone={data.zone} now={data.now} />
      {data.waits.waits.map((wait) => (
        <TypedFormFrame key={wait.number} form={freshForm()} className="-mt-2 flex-row! flex-wrap items-center">
          <input type="hidden" name="number" value={wait.number} />
          <span className="min-w-0 text-muted">{wait.name ?? t("waits.hidden")}</span>
          <TypedSubmit intent="end" tone="plain">
            {t("waits.end")}
          </TypedSubmit>
        </TypedFormFrame>
      ))}
      {data.mayLink ? (
        <Card title={t("waits.add")}>
          <TypedFormFrame form={form} className="max-w-2xl">
            <UpstreamSelect form={form} choices={data.choices} />
            <TypedText form={form} name="other" label={t("waits.number")} maxLength={200} autoComplete="off" optional />
            <TypedLines form={form} name="note" label={t("waits.note")} rows={3} maxLength={1000} />
            <div>
              <TypedSubmit intent="link">{t("waits.save")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
    </Page>
  );
}

function UpstreamSelect({ form, choices }: { readonly form: TypedForm; readonly choices: WaitsData["choices"] }) {
  const t = useT("delays");
  const id = useId();
  const fault = form.faults["upstream"];
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t("waits.what")}
      </label>
      <select id={id} name="upstream" defaultValue={form.values["upstream"] ?? ""} aria-invalid={fault ? true : undefined} aria-describedby={fault ? `${id}-fault` : undefined} className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
        <option value="">{t("waits.what.choose")}</option>
        {(["tasks", "planned"] as const).map((group) =>
          choices[group].length > 0 ? (
            <optgroup key={group} label={t(`waits.what.${group}`)}>
              {choices[group].map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </optgroup>
          ) : null
        )}
      </select>
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-pretty text-breach">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
