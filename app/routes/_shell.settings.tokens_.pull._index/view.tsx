import { Link } from "@remix-run/react";
import { CloudDownload } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { PULL_PRESET_NAMES } from "#app/domain/intake/pull-presets.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";

type Standing = "on" | "paused" | "failing";

interface PullShown {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly standing: Standing;
  readonly departments: readonly string[] | null;
  readonly fault: string | null;
  readonly detail: string;
  readonly lastGoodAt: number | null;
}

const TONES: Record<Standing, string> = { on: "text-met", paused: "text-muted", failing: "text-breach" };

/** Lists that are fetched, and a form for a new one. */
export function PullsView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly rows: readonly PullShown[];
  readonly choices: readonly TypedChoice[];
  readonly form: TypedForm;
}) {
  const { rows, form } = props;
  const t = useT("sources");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="pull" />}>
      {rows.length === 0 ? (
        <EmptyState icon={<CloudDownload aria-hidden size={20} />} title={t("pull.none")}>
          {t("pull.none.text")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line">
          {rows.map((row) => (
            <li key={row.id} className="px-4 py-3">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <Link to={`/settings/tokens/pull/${row.id}`} className="font-medium text-accent">
                  {row.name}
                </Link>
                <span className={TONES[row.standing]}>{t(`pull.state.${row.standing}`)}</span>
                {row.fault && row.standing !== "paused" ? <span className="text-breach">{t(`why.${row.fault}` as Key<"sources">, { detail: row.detail })}</span> : null}
              </p>
              <p className="text-sm text-pretty text-muted">
                {t("pull.source")}: {row.source} · {row.departments?.join(", ") ?? t("pull.departments.all")} · {t("pull.last")}: {row.lastGoodAt === null ? t("pull.never") : <Time at={row.lastGoodAt} zone={props.zone} />}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Card title={t("pull.new")}>
        <TypedFormFrame form={form} className="max-w-2xl">
          <TypedText form={form} name="name" label={t("pull.name")} hint={t("pull.name.hint")} maxLength={100} autoComplete="off" />
          <div className="grid gap-4 sm:grid-cols-2">
            <TypedSelect form={form} name="preset" label={t("pull.preset")} hint={t("pull.preset.hint")} choices={PULL_PRESET_NAMES.map((value) => ({ value, label: t(`preset.${value}`) }))} />
            <TypedText form={form} name="source" label={t("pull.source")} hint={t("pull.source.hint")} maxLength={60} autoComplete="off" />
          </div>
          <TypedSelect form={form} name="departmentId" label={t("pull.departments")} hint={t("pull.departments.hint")} choices={props.choices} placeholder={t("pull.departments.all")} />
          <div>
            <TypedSubmit>{t("pull.make")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
    </Page>
  );
}
