import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { DECISION_KINDS, LONGEST_NOTE } from "#app/domain/relationship/meeting.ts";
import { formatDayShort } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { MeetingPage } from "#app/web/meeting-page.server.ts";
import type { MeetingData } from "./view.tsx";

/** What was decided, with its door or its owner, and the form for one more. */
export function Decisions({ data, acted, mayWrite }: { readonly data: MeetingData; readonly acted: TypedForm | undefined; readonly mayWrite: boolean }) {
  const t = useT("meeting");
  const { meeting } = data;
  const form = acted ?? freshForm({ formKey: data.formKey });
  return (
    <Card title={t("decisions")} flush>
      {meeting.decisions.length === 0 ? <p className="px-4 py-3 text-muted">{t("decision.none")}</p> : null}
      <ul className="divide-y divide-line">
        {meeting.decisions.map((row) => (
          <Decision key={row.number} row={row} data={data} mayWrite={mayWrite} />
        ))}
      </ul>
      {mayWrite ? (
        <div className="border-t border-line p-4">
          <TypedFormFrame form={form} key={meeting.decisions.length}>
            <input type="hidden" name="formKey" value={form.values["formKey"] ?? data.formKey} />
            <TypedSelect form={form} name="kind" label={t("decision.kind")} choices={DECISION_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} placeholder="–" />
            <TypedLines form={form} name="text" label={t("decision.text")} rows={3} maxLength={LONGEST_NOTE} />
            <TypedSelect form={form} name="providerId" label={t("decision.provider")} hint={t("decision.provider.hint")} choices={meeting.sides.map((side) => ({ value: side.id, label: side.name }))} placeholder="–" optional />
            <TypedSelect form={form} name="ownerId" label={t("decision.owner")} hint={t("decision.owner.hint")} choices={meeting.candidates.map((one) => ({ value: one.id, label: `${one.name}, ${one.side}` }))} placeholder="–" optional />
            <TypedText form={form} name="dueOn" type="date" label={t("decision.dueOn")} hint={t("decision.owner.hint")} className="max-w-44" optional />
            <div>
              <TypedSubmit intent="decide" tone="plain">{t("decision.add")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </div>
      ) : null}
    </Card>
  );
}

function Decision({ row, data, mayWrite }: { readonly row: MeetingPage["decisions"][number]; readonly data: MeetingData; readonly mayWrite: boolean }) {
  const t = useT("meeting");
  const locale = useLocale();
  const isOverdue = row.kind === "action" && !row.isDone && row.dueOn !== null && row.dueOn < data.today;
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p className="text-pretty whitespace-pre-line">{row.text}</p>
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <span>{t(`kind.${row.kind}`)}</span>
        {row.to ? <Link to={row.to} className="door">{t(row.kind === "case" ? "decision.case" : "decision.terms")}</Link> : null}
        {row.owner && row.dueOn ? <span>{t("decision.by", { who: row.owner, day: formatDayShort(row.dueOn, locale) })}</span> : null}
        {row.kind === "action" ? row.isDone ? <StateChip state="done" word={t("decision.done")} size="small" /> : isOverdue ? <StateChip state="late" word={t("decision.overdue")} size="small" /> : null : null}
      </p>
      {data.mine.length > 0 && (row.kind === "action" || mayWrite) ? (
        <Form method="post" className="flex flex-wrap gap-2">
          <input type="hidden" name="decision" value={row.number} />
          {row.kind === "action" ? <Button name="intent" value={row.isDone ? "undone" : "done"} tone="plain" size="small">{t(row.isDone ? "decision.undone" : "decision.markDone")}</Button> : null}
          {mayWrite ? <Button name="intent" value="take_back" tone="quiet" size="small">{t("decision.takeBack")}</Button> : null}
        </Form>
      ) : null}
    </li>
  );
}
