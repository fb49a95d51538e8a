import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { TypedCheck, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { RHYTHMS } from "#app/domain/list/mail-rhythm.ts";
import { useT } from "#app/i18n/use-t.ts";

interface NewMailData {
  readonly title: string;
  readonly list: string;
  readonly query: string;
  /** What the list is called. */
  readonly listed: string;
  /** Whether it goes by mail at all. */
  readonly isSent: boolean;
  /** The lists that do. */
  readonly sent: string;
  readonly name: string;
  readonly zone: string;
  readonly email: string | null;
}

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** When a list comes by mail and what is in it. */
export function NewMail({ data, sent }: { readonly data: NewMailData; readonly sent: TypedForm | null }) {
  const t = useT("saved");
  const form = sent ?? freshForm({ list: data.list, query: data.query, name: data.name, rhythm: "weekly", weekday: "0", time: "09:00" });
  return (
    <Page title={data.title} sentence={t("mail.new.sentence", { list: data.listed })} crumbs={[{ label: t("title"), to: "/saved" }]} width="reading">
      {data.isSent ? (
        <>
          {data.email ? null : <Notice tone="warning">{t("mail.noAddress")}</Notice>}
          <TypedFormFrame form={form}>
            <input type="hidden" name="list" value={data.list} />
            <input type="hidden" name="query" value={data.query} />
            <TypedText form={form} name="name" label={t("mail.name")} maxLength={80} required />
            <TypedSelect form={form} name="rhythm" label={t("mail.rhythm")} choices={RHYTHMS.map((value) => ({ value, label: t(`mail.rhythm.${value}`) }))} />
            <div className="grid gap-4 sm:grid-cols-2">
              <TypedSelect form={form} name="weekday" label={t("mail.weekday")} hint={t("mail.weekday.hint")} choices={WEEKDAYS.map((day) => ({ value: String(day), label: t(`day.${day}`) }))} />
              <TypedText form={form} name="time" type="time" label={t("mail.time")} hint={t("mail.time.hint", { zone: data.zone })} required />
            </div>
            <TypedCheck form={form} name="attachesCsv" label={t("mail.csv")} hint={t("mail.csv.hint")} />
            <TypedCheck form={form} name="sendsEmpty" label={t("mail.empty")} />
            <div className="flex flex-wrap items-center gap-3">
              <TypedSubmit>{t("mail.submit")}</TypedSubmit>
              {data.email ? <span className="text-sm text-muted">{t("mail.address", { address: data.email })}</span> : null}
            </div>
          </TypedFormFrame>
        </>
      ) : (
        <>
          <Notice>{t("mail.notSent")}</Notice>
          {data.sent === "" ? null : <p className="text-muted">{t("mail.lists", { lists: data.sent })}</p>}
          <div>
            <LinkButton to={`/saved/views/new?${new URLSearchParams({ list: data.list, query: data.query }).toString()}`} tone="primary">
              {t("new.title")}
            </LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}
