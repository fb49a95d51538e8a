import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { SurveyMailChoice } from "#app/components/survey-mail-choice.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { SurveyMail } from "#app/domain/survey/survey-mail.ts";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

/** How a person is asked about deliveries, and on which days not. */
export function AskingView(props: {
  readonly title: string;
  readonly mode: SurveyMail;
  readonly email: string | null;
  /** What the mail server said of the address; null while it can be reached. */
  readonly bounced: string | null;
  readonly pauses: readonly { readonly id: string; readonly kind: "absence" | "block"; readonly from: string; readonly until: string | null }[];
  readonly today: string;
  readonly form: TypedForm | null;
}) {
  const { email, bounced, pauses } = props;
  const t = useT("asking");
  const surveys = useT("surveys");
  const ratings = useT("ratings");
  const locale = useLocale();
  const daysOf = (row: { readonly from: string; readonly until: string | null }) =>
    t(row.until === null ? "away.from" : "away.days", { from: formatDay(row.from, locale), until: row.until === null ? "" : formatDay(row.until, locale) });
  return (
    <Page title={props.title} crumbs={[{ label: ratings("inbox.title"), to: "/inbox" }]} width="reading" sentence={t(`sentence.${props.mode}`)}>
      {bounced === null ? null : <Notice tone="warning">{t("bounced", { email: email ?? "", said: bounced })}</Notice>}
      <Card title={t("mail")}>
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="mode" />
          <p className="text-sm text-pretty text-muted">{email === null ? t("email.none") : t("email", { email })}</p>
          <SurveyMailChoice key={props.mode} chosen={props.mode} />
          <div>
            <Button tone="primary">{t("mode.save")}</Button>
          </div>
        </Form>
      </Card>
      <Card title={t("away")}>
        <div className="flex flex-col gap-4">
          <p className="text-sm text-pretty text-muted">{t("away.hint")}</p>
          {pauses.length === 0 ? null : (
            <ul className="divide-y divide-line">
              {pauses.map((row) => (
                <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                  <span>
                    {surveys(`kind.${row.kind}`)}, {daysOf(row)}
                  </span>
                  {row.kind === "absence" ? (
                    <Form method="post">
                      <input type="hidden" name="intent" value="back" />
                      <input type="hidden" name="id" value={row.id} />
                      <Button size="small" tone="quiet" aria-label={t("away.endNamed", { days: daysOf(row) })}>
                        {surveys("pause.end")}
                      </Button>
                    </Form>
                  ) : (
                    <span className="text-sm text-faint">{t("block.by")}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
          <TypedFormFrame form={props.form ?? freshForm({ from: props.today })}>
            <div className="grid items-end gap-4 sm:grid-cols-2">
              <TypedText form={props.form ?? freshForm({ from: props.today })} name="from" type="date" label={surveys("pause.from")} />
              <TypedText form={props.form ?? freshForm()} name="until" type="date" label={surveys("pause.until")} />
            </div>
            <div>
              <TypedSubmit intent="away" tone="plain">
                {t("away.add")}
              </TypedSubmit>
            </div>
          </TypedFormFrame>
        </div>
      </Card>
    </Page>
  );
}
