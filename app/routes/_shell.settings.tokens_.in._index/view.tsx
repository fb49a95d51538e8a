import { Link } from "@remix-run/react";
import { Webhook } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { HOOK_SCHEMES, type HookSchemeName } from "#app/domain/intake/hook-scheme.ts";
import { useT } from "#app/i18n/use-t.ts";

interface HookShown {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly scheme: HookSchemeName;
  readonly isOn: boolean;
  readonly lastAt: number | null;
  readonly refused: number;
  readonly departments: readonly string[] | null;
}

const CODE = "rounded-sm bg-canvas px-1.5 py-0.5 font-mono text-sm break-all select-all";

/** Webhooks of task systems, and a form for a new one. */
export function HooksInView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly rows: readonly HookShown[];
  readonly choices: readonly TypedChoice[];
  readonly form: TypedForm;
  readonly made: { readonly secret: string | null; readonly address: string } | null;
}) {
  const { rows, form, made } = props;
  const t = useT("hooks");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="in" />}>
      {made ? (
        <Notice tone="done">
          {made.secret ? t("in.made") : t("in.madeTheirs")} {made.secret ? <code className={CODE}>{made.secret}</code> : null}
          <br />
          {t("address")}: <code className={CODE}>{made.address}</code>
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon={<Webhook aria-hidden size={20} />} title={t("in.none")}>
          {t("in.none.text")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {rows.map((row) => (
            <HookItem key={row.id} row={row} zone={props.zone} />
          ))}
        </ul>
      )}
      <Card title={t("in.new")}>
        <TypedFormFrame form={form} className="max-w-2xl">
          <TypedText form={form} name="name" label={t("name")} hint={t("in.name.hint")} maxLength={100} autoComplete="off" />
          <div className="grid gap-4 sm:grid-cols-2">
            <TypedSelect form={form} name="scheme" label={t("scheme")} hint={t("scheme.hint")} choices={HOOK_SCHEMES.map((value) => ({ value, label: t(`scheme.${value}`) }))} />
            <TypedText form={form} name="source" label={t("source")} hint={t("source.hint")} maxLength={60} autoComplete="off" />
          </div>
          <TypedSelect form={form} name="departmentId" label={t("departments")} hint={t("departments.hint")} choices={props.choices} placeholder={t("departments.all")} />
          <TypedText form={form} name="secret" type="password" label={t("secret")} hint={t("secret.hint")} optional maxLength={500} autoComplete="off" />
          <div>
            <TypedSubmit>{t("make")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
    </Page>
  );
}

function HookItem({ row, zone }: { readonly row: HookShown; readonly zone: string }) {
  const t = useT("hooks");
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link to={`/settings/tokens/in/${row.id}`} className="font-medium text-accent">
          {row.name}
        </Link>
        <span className={row.isOn ? "text-met" : "text-muted"}>{t(row.isOn ? "state.on" : "state.off")}</span>
        {row.refused > 0 ? <span className="text-breach">{t("refusals", { count: row.refused })}</span> : null}
      </p>
      <p className="text-sm text-pretty text-muted">
        {t(`scheme.${row.scheme}`)} · {t("source")}: {row.source} · {row.departments?.join(", ") ?? t("departments.all")} · {t("lastDelivery")}: {row.lastAt === null ? t("never") : <Time at={row.lastAt} zone={zone} />}
      </p>
    </li>
  );
}
