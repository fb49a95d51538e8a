import { Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import { TypedFormFrame, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { capital } from "#app/format/capital.ts";
import { COMMUNICATION_STYLES, type CommunicationStyle, DEGREES, STYLE_ITEMS, type StyleItem } from "#app/domain/style/style.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface StyleShown {
  readonly title: string;
  readonly sentence: string;
  readonly style: CommunicationStyle | null;
  readonly form: TypedForm;
}

/** The questionnaire about oneself, with who sees what of it above it. */
export function StyleView({ title, sentence, style, form }: StyleShown) {
  const t = useT("style");
  const account = useT("account");
  const locale = useLocale();
  return (
    <Page title={title} sentence={sentence} crumbs={[{ label: account("title"), to: "/account" }]} width="reading">
      {style ? (
        <Card title={capital(t(style), locale)} aside={<StepDialog title={t("remove.title")} consequence={t("remove.consequence")} trigger={t("remove")} tone="plain"><input type="hidden" name="intent" value="remove" /></StepDialog>}>
          <p className="text-pretty">{t(`${style}.about`)}</p>
          <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
            <Link to="/account/requests.csv" reloadDocument className="font-medium text-accent hover:underline">{t("history")}</Link>
            <Link to="/relationships/kept" className="font-medium text-accent hover:underline">{t("compared")}</Link>
          </p>
        </Card>
      ) : null}
      <Notice>
        <span className="font-medium">{t("who")}.</span> {t("who.text")}
      </Notice>
      <TypedFormFrame form={form} className="gap-0">
        <input type="hidden" name="seen" value={form.values["seen"] ?? "0"} />
        <p className="pb-2 text-sm text-muted">{t("scale")}</p>
        {STYLE_ITEMS.map((item) => <Item key={item.id} id={item.id} form={form} />)}
        <div className="flex max-w-sm flex-col gap-4 pt-4">
          <TypedSelect form={form} name="chosen" label={t("choose")} hint={t("choose.hint")} placeholder={t("choose.answered")} choices={COMMUNICATION_STYLES.map((value) => ({ value, label: t(value) }))} />
          <div>
            <TypedSubmit>{t("save")}</TypedSubmit>
          </div>
        </div>
      </TypedFormFrame>
    </Page>
  );
}

/** One statement with its five degrees. */
function Item({ id, form }: { readonly id: StyleItem; readonly form: TypedForm }) {
  const t = useT("style");
  const fault = form.faults[id];
  return (
    <fieldset className="min-w-0 border-t border-line py-3" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className="float-left mb-2 w-full font-medium text-pretty">{t(`item.${id}`)}</legend>
      <div className="clear-left flex flex-wrap gap-x-5 gap-y-1">
        {DEGREES.map((degree) => (
          <label key={degree} className="flex min-h-8 items-center gap-2" title={t(`degree.${degree}`)}>
            <input type="radio" name={id} value={degree} defaultChecked={form.values[id] === String(degree)} aria-invalid={fault ? true : undefined} className="size-4 accent-fill" />
            <span className="figures">
              {degree}
              <span className="sr-only"> – {t(`degree.${degree}`)}</span>
            </span>
          </label>
        ))}
      </div>
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
