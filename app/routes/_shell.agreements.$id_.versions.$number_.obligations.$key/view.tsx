import { useForm, type FieldMetadata, type SubmissionResult } from "@conform-to/react";
import { Form, Link, useLocation } from "@remix-run/react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { classNames } from "#app/components/class-names.ts";
import { RadioField, SelectField, TextareaField, TextField } from "#app/components/field.tsx";
import { ConformForm, FormActions, SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { MODES, OBLIGATION_KINDS } from "#app/domain/agreement/terms.ts";
import { formatPercentBp, formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { DurationField, Section, ThresholdField, type Chosen, type Field } from "./parts.tsx";
import type { ObligationPreview } from "./preview.server.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import type { EditorPage } from "./read.server.ts";
import { SeasonFields } from "./season-fields.tsx";
import { TermFields } from "./term-fields.tsx";
import { useLivePreview } from "./use-live-preview.ts";

const FORM = "obligation";

/** The obligation editor: the form at the left; at the right what it promises, the next due dates, and how it would have gone. */
export function EditorView({ page, preview, lastResult }: { readonly page: EditorPage; readonly preview: ObligationPreview; readonly lastResult: SubmissionResult | null }) {
  const t = useT("obligation");
  const common = useT("common");
  const back = `/agreements/${page.agreementId}/versions/${page.number}`;
  const initial = (lastResult?.initialValue as EditorPage["fields"] | undefined) ?? page.fields;
  const [form, fields] = useForm<Record<string, string>>({ id: FORM, lastResult, defaultValue: initial as Record<string, string> });
  const f: Field = (name) => fields[name] as FieldMetadata<string>;
  const chosen: Chosen = (name) => [initial[name] ?? []].flat();
  const live = useLivePreview(`/agreements/${page.agreementId}/versions/${page.number}/obligations/preview`, preview);
  return (
    <Page
      title={page.name ?? t("title.new")}
      sentence={page.isDraft ? t("question") : t("question.other", { number: page.number })}
      crumbs={[{ label: page.agreement, to: back }]}
    >
      {page.key === null ? <Kinds kind={page.kind} /> : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)]">
        <ConformForm form={form} onInput={live.onInput} className="min-w-0">
          {page.isDraft ? null : <Notice>{t("tryOnly", { number: page.number })}</Notice>}
          <input type="hidden" name="kind" value={page.kind} />
          <input type="hidden" name="key" value={page.key ?? ""} />
          <input type="hidden" name="rowVersion" value={page.rowVersion} />
          <Section title={t("section.promise")}>
            <SelectField field={f("product")} label={common("product.one")} choices={page.products} />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField field={f("name_en")} label={t("name.en")} maxLength={200} />
              <TextField field={f("name_ru")} label={t("name.ru")} maxLength={200} />
            </div>
            <TermFields kind={page.kind} f={f} chosen={chosen} />
            {page.kind === "timing" || page.kind === "response" || page.kind === "frequency" ? <SeasonFields kind={page.kind} f={f} rows={Object.keys(page.fields).filter((name) => /^season_\d+_first$/.test(name)).length} /> : null}
          </Section>
          <Section title={t("section.level")}>
            <div className="grid gap-4 sm:grid-cols-2">
              <ThresholdField f={f} prefix="target" label={common("target")} explain={common("explain.target")} />
              <ThresholdField f={f} prefix="floor" label={common("floor")} explain={common("explain.floor")} optional />
              <TextField field={f("weight")} label={common("weight")} explain={common("explain.weight")} inputMode="decimal" className="figures max-w-24" />
              {page.teams.length > 0 ? <SelectField field={f("team")} label={t("team")} hint={t("team.hint")} choices={page.teams} placeholder={t("team.none")} optional /> : null}
            </div>
            <RadioField field={f("mode")} label={common("mode")} choices={MODES.map((value) => ({ value, label: common(`mode.${value}`), hint: t(`mode.${value}.hint`) }))} />
            <Observed observed={page.observed} />
          </Section>
          <Section title={t("section.measure")}>
            <SelectField field={f("calendar")} label={t("calendar")} choices={(["provider", "client", "both"] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))} />
            <DurationField f={f} prefix="acceptance" label={t("acceptance")} hint={t("acceptance.hint")} />
            <RadioField field={f("missingMeasure")} label={t("missing")} choices={(["not_conforming", "left_out"] as const).map((value) => ({ value, label: t(`missing.${value}`) }))} />
            <Filters f={f} rows={Object.keys(page.fields).filter((name) => /^applies_\d+_name$/.test(name)).length} />
          </Section>
          <FormActions>
            {page.isDraft ? <SubmitButton name="intent" value="save">{t("save")}</SubmitButton> : null}
            <Button name="intent" value="preview">{t("preview")}</Button>
            <LinkButton to={back} tone="quiet">{common("cancel")}</LinkButton>
            {page.isDraft && page.key !== null ? <Remove page={page} /> : null}
          </FormActions>
        </ConformForm>
        <PreviewPanel preview={live.preview} isBusy={live.isBusy} isStale={live.isStale} formId={FORM} onDryRun={live.onDryRun} />
      </div>
    </Page>
  );
}

/** The kind of a new promise is chosen first: each has terms of its own. */
function Kinds({ kind }: { readonly kind: EditorPage["kind"] }) {
  const t = useT("obligation");
  const common = useT("common");
  const { pathname } = useLocation();
  return (
    <nav aria-label={t("kind")} className="flex flex-wrap gap-2">
      {OBLIGATION_KINDS.map((one) => (
        <Link key={one} to={`${pathname}?kind=${one}`} replace preventScrollReset aria-current={one === kind ? "page" : undefined} title={t(`kind.${one}`)} className={classNames("rounded-md border px-3 py-1.5", one === kind ? "border-accent bg-accent-soft font-medium" : "border-line hover:bg-hover")}>
          {common(`kind.${one}`)}
        </Link>
      ))}
      <p className="basis-full text-muted">{t(`kind.${kind}`)}</p>
    </nav>
  );
}

function Observed({ observed }: { readonly observed: EditorPage["observed"] }) {
  const t = useT("obligation");
  const locale = useLocale();
  if (!observed || observed.bp === null) return null;
  const actual = t("observed", { share: formatPercentBp(observed.bp, locale), cases: t("n.cases", { count: observed.of }) });
  if (!observed.isObserved) return <Notice>{actual}</Notice>;
  return <Notice>{actual} {observed.proposedBp === null ? t("observed.tooFew") : t("observed.propose", { share: formatPercentBpShort(observed.proposedBp, locale) })}</Notice>;
}

/** Which tasks are meant, by their attributes; no row = every task of the product. */
function Filters({ f, rows }: { readonly f: Field; readonly rows: number }) {
  const t = useT("obligation");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-medium">{t("appliesTo")}</legend>
      <p className="text-sm text-muted">{t("appliesTo.hint")}</p>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="grid grid-cols-2 gap-3">
          <TextField field={f(`applies_${i}_name`)} label={t("appliesTo.name")} placeholder={i === 0 ? "priority" : undefined} />
          <TextareaField field={f(`applies_${i}_values`)} label={t("appliesTo.values")} rows={1} />
        </div>
      ))}
    </fieldset>
  );
}

function Remove({ page }: { readonly page: EditorPage }) {
  const t = useT("obligation");
  const common = useT("common");
  return (
    <div className="ml-auto">
      <ConfirmDialog title={t("remove.title", { name: page.name ?? "" })} consequence={t("remove.consequence", { number: page.number })} triggerLabel={t("remove")}>
        {(close) => (
          <Form method="post" className="flex justify-end gap-2">
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="rowVersion" value={page.rowVersion} />
            <Button type="button" onClick={close}>{common("cancel")}</Button>
            <Button tone="danger">{t("remove.title", { name: page.name ?? "" })}</Button>
          </Form>
        )}
      </ConfirmDialog>
    </div>
  );
}
