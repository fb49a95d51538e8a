import { Form } from "@remix-run/react";
import { Send } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { HAPPENINGS, type Happening, OUTGOING_PROFILES, type OutgoingProfile } from "#app/domain/notice/outgoing-hook.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";

interface HookShown {
  readonly id: string;
  readonly name: string;
  readonly profile: OutgoingProfile;
  readonly host: string;
  readonly happenings: readonly Happening[];
  readonly isOn: boolean;
  readonly counts: { readonly sent: number; readonly waiting: number; readonly dead: number };
  readonly departments: readonly string[] | null;
}

interface FailureShown {
  readonly id: string;
  readonly hook: string;
  readonly happening: Happening;
  readonly error: string;
  readonly attempt: number;
  readonly isDead: boolean;
  readonly next: number;
}

/** Outgoing webhooks with how their messages fare, and a form for a new one. */
export function HooksOutView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly rows: readonly HookShown[];
  readonly failures: readonly FailureShown[];
  readonly choices: readonly TypedChoice[];
  readonly form: TypedForm;
  readonly secret: string | null;
}) {
  const { rows, form } = props;
  const t = useT("hooks");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="out" />}>
      {props.secret ? (
        <Notice tone="done">
          {t("out.made")} <code className="rounded-sm bg-canvas px-1.5 py-0.5 font-mono text-sm break-all select-all">{props.secret}</code>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon={<Send aria-hidden size={20} />} title={t("out.none")}>
          {t("out.none.text")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {rows.map((row) => (
            <HookItem key={row.id} row={row} />
          ))}
        </ul>
      )}
      {props.failures.length > 0 ? <Failures {...props} /> : null}
      <Card title={t("out.new")}>
        <NewHook form={form} choices={props.choices} />
      </Card>
    </Page>
  );
}

function NewHook({ form, choices }: { readonly form: TypedForm; readonly choices: readonly TypedChoice[] }) {
  const t = useT("hooks");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <TypedText form={form} name="name" label={t("name")} hint={t("out.name.hint")} maxLength={100} autoComplete="off" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedSelect form={form} name="profile" label={t("profile")} choices={OUTGOING_PROFILES.map((value) => ({ value, label: t(`profile.${value}`) }))} />
        <TypedSelect form={form} name="locale" label={t("language")} choices={(["en", "ru"] as const).map((value) => ({ value, label: t(`language.${value}`) }))} />
      </div>
      <TypedText form={form} name="url" type="url" label={t("url")} hint={t("url.hint")} maxLength={2000} autoComplete="off" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedText form={form} name="token" type="password" label={t("token")} hint={t("token.hint")} optional maxLength={300} autoComplete="off" />
        <TypedText form={form} name="chat" label={t("chat")} hint={t("chat.hint")} optional maxLength={300} autoComplete="off" />
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t("happenings")}</legend>
        {HAPPENINGS.map((happening) => (
          <TypedCheck key={happening} form={form} name={happening} label={t(`happening.${happening}`)} />
        ))}
        {form.faults["happenings"] ? (
          <p role="alert" className="text-sm text-breach">
            {form.faults["happenings"]}
          </p>
        ) : null}
      </fieldset>
      <TypedSelect form={form} name="departmentId" label={t("departments")} hint={t("out.departments.hint")} choices={choices} placeholder={t("departments.all")} />
      <div>
        <TypedSubmit intent="make">{t("make")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}

function HookItem({ row }: { readonly row: HookShown }) {
  const t = useT("hooks");
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{row.name}</span>
          <span className={row.isOn ? "text-met" : "text-muted"}>{t(row.isOn ? "state.on" : "state.off")}</span>
        </p>
        <p className="text-sm text-pretty text-muted">
          {t(`profile.${row.profile}`)} · {row.host} · {row.departments?.join(", ") ?? t("departments.all")}
        </p>
        <p className="text-sm text-pretty text-muted">{row.happenings.map((one) => t(`happening.${one}`)).join(", ")}</p>
        <p className={row.counts.dead > 0 ? "text-sm text-breach" : "text-sm text-muted"}>{t("counts", row.counts)}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {row.isOn && row.counts.dead > 0 ? <Act id={row.id} intent="retry" label={t("retry")} /> : null}
        {row.isOn ? (
          <StepDialog trigger={t("switchOff")} title={t("switchOff.title", { name: row.name })} consequence={t("out.switchOff.consequence")} tone="danger">
            <input type="hidden" name="intent" value="off" />
            <input type="hidden" name="id" value={row.id} />
          </StepDialog>
        ) : (
          <Act id={row.id} intent="on" label={t("switchOn")} />
        )}
      </div>
    </li>
  );
}

function Act({ id, intent, label }: { readonly id: string; readonly intent: string; readonly label: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <Button tone="plain" name="intent" value={intent}>
        {label}
      </Button>
    </Form>
  );
}

function Failures({ failures, zone }: { readonly failures: readonly FailureShown[]; readonly zone: string }) {
  const t = useT("hooks");
  const why = (error: string) => (error.startsWith("http ") ? t("error.http", { status: error.slice(5) }) : t(`error.${error}` as Key<"hooks">, { defaultValue: error }));
  return (
    <Card title={t("failures")} flush>
      <DataTable
        label={t("failures")}
        rows={failures}
        rowKey={(row) => row.id}
        columns={[
          { id: "hook", header: t("failure.webhook"), cell: (row) => row.hook },
          { id: "what", header: t("failure.what"), cell: (row) => t(`happening.${row.happening}`) },
          { id: "why", header: t("failure.why"), cell: (row) => why(row.error) },
          { id: "attempts", header: t("failure.attempts"), cell: (row) => row.attempt, align: "end" },
          { id: "next", header: t("failure.next"), cell: (row) => (row.isDead ? <span className="text-breach">{t("failure.dead")}</span> : <Time at={row.next} zone={zone} />) },
        ]}
        empty={null}
      />
    </Card>
  );
}
