import { KeyRound } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { TokenScope } from "#app/domain/access/token-scope.ts";
import { useT } from "#app/i18n/use-t.ts";

interface TokenShown {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly scopes: readonly TokenScope[];
  readonly departments: readonly string[] | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly lastWriteAt: number | null;
  readonly state: "active" | "expired" | "revoked";
}

/** Tokens of task systems: what each may do, how to end it, and a form for a new one. */
export function TokensView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly api: string;
  readonly rows: readonly TokenShown[];
  readonly choices: readonly TypedChoice[];
  readonly form: TypedForm;
  readonly secret: string | null;
}) {
  const { rows, form, zone } = props;
  const t = useT("tokens");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="tokens" />}>
      {props.secret ? (
        <Notice tone="done">
          {t("made")} <code className="rounded-sm bg-canvas px-1.5 py-0.5 font-mono text-sm break-all select-all">{props.secret}</code>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden size={20} />} title={t("none")}>
          {t("none.text")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {rows.map((row) => (
            <TokenItem key={row.id} row={row} zone={zone} />
          ))}
        </ul>
      )}
      <Card title={t("new")}>
        <TypedFormFrame form={form} className="max-w-2xl">
          <TypedText form={form} name="name" label={t("name")} hint={t("name.hint")} maxLength={100} autoComplete="off" />
          <div className="grid gap-4 sm:grid-cols-2">
            <TypedText form={form} name="source" label={t("source")} hint={t("source.hint")} maxLength={60} autoComplete="off" />
            <TypedSelect form={form} name="departmentId" label={t("departments")} hint={t("departments.hint")} choices={props.choices} placeholder={t("departments.all")} />
          </div>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium">{t("scopes")}</legend>
            <TypedCheck form={form} name="write" label={t("scope.tasks:write")} />
            <TypedCheck form={form} name="read" label={t("scope.tasks:read")} />
            {form.faults["scopes"] ? (
              <p role="alert" className="text-sm text-breach">
                {form.faults["scopes"]}
              </p>
            ) : null}
          </fieldset>
          <TypedText form={form} name="days" label={t("days")} inputMode="numeric" className="max-w-28" />
          <div>
            <TypedSubmit intent="make">{t("make")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
      <Notice>
        {t("howTo")}{" "}
        <a href={props.api} className="font-medium text-accent break-all">
          {props.api}
        </a>
      </Notice>
    </Page>
  );
}

function TokenItem({ row, zone }: { readonly row: TokenShown; readonly zone: string }) {
  const t = useT("tokens");
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{row.name}</span>
          <span className={row.state === "active" ? "text-met" : "text-muted"}>{t(`state.${row.state}`)}</span>
        </p>
        <p className="text-sm text-pretty text-muted">
          {t("source")}: {row.source} · {row.scopes.map((scope) => t(`scope.${scope}`)).join(", ")} · {row.departments?.join(", ") ?? t("departments.all")}
        </p>
        <p className="text-sm text-muted">
          {t("created")} <Time at={row.createdAt} zone={zone} /> · {t("expires")} <Time at={row.expiresAt} zone={zone} /> · {t("lastWrite")}: {row.lastWriteAt === null ? t("never") : <Time at={row.lastWriteAt} zone={zone} />}
        </p>
      </div>
      {row.state === "active" ? (
        <StepDialog trigger={t("revoke")} title={t("revoke.title", { name: row.name })} consequence={t("revoke.consequence")} tone="danger">
          <input type="hidden" name="intent" value="revoke" />
          <input type="hidden" name="id" value={row.id} />
        </StepDialog>
      ) : null}
    </li>
  );
}
