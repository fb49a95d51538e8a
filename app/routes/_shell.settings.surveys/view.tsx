import { Form, Link } from "@remix-run/react";
import { BellOff } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { TypedCheck, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm } from "#app/components/typed-form.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { LOCALES } from "#app/domain/names.ts";
import { EXTRA_KINDS, LONGEST_EXTRA_QUESTION, MOST_EXTRA_QUESTIONS } from "#app/domain/survey/extra-questions.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { SURVEYS } from "#app/domain/survey/survey-policy.ts";
import type { Survey } from "#app/domain/survey/survey-policy.ts";
import type { RoundForecast } from "#app/operations/forecast-round.server.ts";
import type { SurveyForecast } from "#app/operations/forecast-survey.server.ts";
import type { SurveysAnswer } from "./act.server.ts";

interface PauseShown {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly kind: "absence" | "block";
  readonly from: string;
  readonly until: string | null;
}

/** The policy of the survey after a delivery with its forecast, and who is not asked. */
export function SurveysView(props: {
  readonly title: string;
  readonly survey: Survey;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly since: number | null;
  readonly values: Readonly<Record<string, string>>;
  readonly today: string;
  readonly pauses: readonly PauseShown[];
  readonly answer: SurveysAnswer | null;
}) {
  const { answer, since, survey, zone } = props;
  const t = useT("surveys");
  const voice = useT("voice");
  const locale = useLocale();
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SettingsTabs parts={props.parts} />} width="reading" action={
        <>
          <LinkButton to="/settings/surveys/mails">{t("mails.door")}</LinkButton>
          <LinkButton to="/settings/surveys/clocks">{voice("clocks")}</LinkButton>
        </>
      }>
      <Tabs label={t("title")} tabs={SURVEYS.map((one) => ({ to: one === "transactional" ? "/settings/surveys" : `/settings/surveys?survey=${one}`, label: t(`policy.${one}`), current: one === survey }))} />
      <Card title={t(`policy.${survey}`)} aside={<span className="text-sm text-muted">{since === null ? t("policy.default") : t("policy.since", { when: formatInstant(since, zone, locale) })}</span>}>
        <PolicyForm key={survey} survey={survey} form={answer?.of === "policy" ? answer.form : freshForm(props.values)} />
      </Card>
      {answer?.forecast ? <Forecast forecast={answer.forecast} /> : null}
      {answer?.round ? <RoundForecastShown forecast={answer.round} /> : null}
      <Pauses pauses={props.pauses} form={answer?.of === "pause" ? answer.form : freshForm({ kind: "absence", from: props.today })} />
    </Page>
  );
}

const NUMBER = { inputMode: "numeric", maxLength: 6, className: "max-w-28" } as const;

/** What only a survey after a delivery chooses: of which ones, when, and how many questions a person bears. */
function AfterDelivery({ form }: { readonly form: TypedForm }) {
  const t = useT("surveys");
  return (
    <>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TypedText form={form} name="delayHours" label={t("delayHours")} hint={t("delayHours.hint")} {...NUMBER} />
        <TypedText form={form} name="samplingPercent" label={t("samplingPercent")} hint={t("samplingPercent.hint")} {...NUMBER} />
      </div>
      <fieldset className="grid items-end gap-4 sm:grid-cols-2">
        <legend className="mb-2 font-medium">{t("budget")}</legend>
        <TypedText form={form} name="daysBetweenSameProvider" label={t("daysBetweenSameProvider")} {...NUMBER} />
        <TypedText form={form} name="perThirtyDays" label={t("perThirtyDays")} {...NUMBER} />
      </fieldset>
    </>
  );
}

function PolicyForm({ survey, form }: { readonly survey: Survey; readonly form: TypedForm }) {
  const t = useT("surveys");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <TypedCheck form={form} name="isOn" label={t("isOn")} />
      {survey === "transactional" ? <AfterDelivery form={form} /> : <p className="text-pretty text-muted">{t(`when.${survey}`)}</p>}
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 font-medium">{t("mail")}</legend>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TypedText form={form} name="quiet" type="time" label={t("quietFrom")} hint={t("quiet.hint")} className="max-w-36" />
          <TypedText form={form} name="quietTo" type="time" label={t("quietTo")} className="max-w-36" />
        </div>
        <TypedCheck form={form} name="workingDaysOnly" label={t("workingDaysOnly")} />
        <TypedText form={form} name="reminderDays" label={t("reminderDays")} hint={t("reminderDays.hint")} maxLength={40} className="max-w-48" />
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TypedText form={form} name="expiryDays" label={t("expiryDays")} {...NUMBER} />
          {survey === "relationship" ? null : <TypedText form={form} name="changedMindHours" label={t("changedMindHours")} {...NUMBER} />}
        </div>
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium">{t("languages")}</legend>
        <p className="text-sm text-pretty text-muted">{t("languages.hint")}</p>
        {LOCALES.map((language) => (
          <TypedCheck key={language} form={form} name={`language-${language}`} label={t(`language.${language}`)} />
        ))}
        {form.faults["languages"] ? (
          <p role="alert" className="text-sm text-breach">
            {form.faults["languages"]}
          </p>
        ) : null}
      </fieldset>
      {survey === "relationship" ? <p className="text-pretty text-muted">{t("questions.none")}</p> : <ExtraQuestions form={form} />}
      <div className="flex flex-wrap gap-2">
        <TypedSubmit intent="save">{t("save")}</TypedSubmit>
        <TypedSubmit intent="forecast" tone="plain">
          {t("forecast.show")}
        </TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}

/** Up to three questions of the company's own, with their words in both languages. */
function ExtraQuestions({ form }: { readonly form: TypedForm }) {
  const t = useT("surveys");
  const kinds = [{ value: "", label: t("question.none") }, ...EXTRA_KINDS.map((value) => ({ value, label: t(`question.${value}`) }))];
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-medium">{t("questions")}</legend>
      <p className="text-sm text-pretty text-muted">{t("questions.hint")}</p>
      {Array.from({ length: MOST_EXTRA_QUESTIONS }, (_, index) => (
        <div key={index} className="grid items-end gap-x-4 gap-y-2 sm:grid-cols-[9rem_1fr_1fr]">
          <TypedSelect form={form} name={`kind${index}`} label={t("question.number", { number: index + 1 })} choices={kinds} />
          <TypedText form={form} name={`en${index}`} label={t("question.en")} maxLength={LONGEST_EXTRA_QUESTION} lang="en" />
          <TypedText form={form} name={`ru${index}`} label={t("question.ru")} maxLength={LONGEST_EXTRA_QUESTION} lang="ru" />
          {form.faults[`question${index}`] ? (
            <p role="alert" className="text-sm text-breach sm:col-span-3">
              {form.faults[`question${index}`]}
            </p>
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}

function Forecast({ forecast }: { readonly forecast: SurveyForecast }) {
  const t = useT("surveys");
  return (
    <Card title={t("forecast")}>
      <p className="mb-3 text-lg text-pretty" role="status">
        {t("forecast.sentence", { invitations: t("forecast.invitations", { count: forecast.invitations }), people: t("forecast.people", { count: forecast.people }), most: forecast.mostToOne })}
      </p>
      <Facts rows={(["deliveries", "overBudget", "notSampled", "noRater", "atBudget"] as const).map((name) => ({ name: t(`forecast.${name}`), value: forecast[name] }))} />
    </Card>
  );
}

function RoundForecastShown({ forecast }: { readonly forecast: RoundForecast }) {
  const t = useT("surveys");
  const locale = useLocale();
  return (
    <Card title={t("forecast.round", { quarter: formatPeriod(forecast.quarter, locale) })}>
      <p className="mb-3 text-lg text-pretty" role="status">
        {t("forecast.roundSentence", { people: t("forecast.people", { count: forecast.people }), providers: t("forecast.providers", { count: forecast.providers }) })}
      </p>
      <Facts rows={(["questions", "mostToOne", "withoutMail"] as const).map((name) => ({ name: t(`forecast.${name}`), value: forecast[name] }))} />
    </Card>
  );
}

function Pauses({ pauses, form }: { readonly pauses: readonly PauseShown[]; readonly form: TypedForm }) {
  const t = useT("surveys");
  const locale = useLocale();
  return (
    <Card title={t("pauses")}>
      <DataTable
        label={t("pauses")}
        rows={pauses}
        rowKey={(row) => row.id}
        columns={[
          { id: "person", header: t("pause.person"), cell: (row) => <Link to={`/people/${row.personId}`} className="door">{row.name}</Link> },
          { id: "kind", header: t("pause.kind"), cell: (row) => t(`kind.${row.kind}`) },
          { id: "from", header: t("pause.from"), cell: (row) => formatDayShort(row.from, locale), align: "end" },
          { id: "until", header: t("pause.until"), cell: (row) => (row.until === null ? t("pause.forever") : formatDayShort(row.until, locale)), align: "end" },
          {
            id: "act", header: t("pause.act"), align: "end",
            cell: (row) => (
              <Form method="post">
                <input type="hidden" name="id" value={row.id} />
                <Button tone="quiet" name="intent" value="resume">
                  {t("pause.end")}
                </Button>
              </Form>
            ),
          },
        ]}
        empty={
          <EmptyState icon={<BellOff aria-hidden size={20} />} title={t("pauses.none")}>
            {t("pauses.none.text")}
          </EmptyState>
        }
      />
      <TypedFormFrame form={form} className="mt-4 max-w-2xl border-t border-line pt-4">
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TypedText form={form} name="number" label={t("pause.number")} maxLength={40} autoComplete="off" />
          <TypedSelect form={form} name="kind" label={t("pause.kind")} choices={(["absence", "block"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </div>
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TypedText form={form} name="from" type="date" label={t("pause.from")} />
          <TypedText form={form} name="until" type="date" label={t("pause.until")} hint={t("pause.until.hint")} />
        </div>
        <div>
          <TypedSubmit intent="pause" tone="plain">
            {t("pause.add")}
          </TypedSubmit>
        </div>
      </TypedFormFrame>
    </Card>
  );
}
