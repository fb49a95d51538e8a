import { Card, Facts } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { type TypedChoice, TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { NamedIncident } from "#app/web/incident-rows.server.ts";
import { IncidentForm } from "../_shell.work.incidents.new/incident-form.tsx";

interface IncidentData {
  readonly incident: NamedIncident;
  readonly excused: number;
  readonly mayEdit: boolean;
  readonly departments: readonly TypedChoice[];
  readonly form: TypedForm;
  readonly orgZone: string;
  readonly zone: string;
  readonly now: number;
}

/** One declared incident: what happened, whom it stopped, what shows it; changed or taken back by the arbiter. */
export function IncidentView({ data, acted }: { readonly data: IncidentData; readonly acted: TypedForm | undefined }) {
  const t = useT("delays");
  const work = useT("work");
  const locale = useLocale();
  const { incident, zone, now } = data;
  const near = (at: number) => formatInstantNear(at, now, zone, locale);
  const said = (who: string | null, at: number | null) => (at === null ? null : <>{who} · <Time at={at} zone={zone} now={now} /></>);
  const withdrawing = acted?.values["intent"] === "withdraw" ? acted : null;
  return (
    <Page
      title={incident.title}
      crumbs={[{ label: work("title"), to: "/work" }, { label: t("incidents"), to: "/work/incidents" }]}
      sentence={t("incident.sentence", { departments: incident.departments, from: near(incident.from), to: near(incident.to) })}
    >
      {incident.withdrawnAt === null ? null : <Notice tone="warning">{t("incident.sentence.withdrawn", { when: near(incident.withdrawnAt) })}</Notice>}
      <Card title={t("incident")}>
        <Facts
          rows={[
            { name: t("incident.departments"), value: incident.departments },
            { name: t("incident.from"), value: <Time at={incident.from} zone={zone} now={now} /> },
            { name: t("incident.to"), value: <Time at={incident.to} zone={zone} now={now} /> },
            { name: t("incident.evidence"), value: <span className="whitespace-pre-line">{incident.evidence}</span> },
            { name: t("incident.excusedTitle"), value: data.excused === 0 ? t("incident.excused.none") : t("incident.excused", { count: data.excused }) },
            { name: t("incident.by"), value: said(incident.by, incident.declaredAt) },
            ...(incident.changedAt === null ? [] : [{ name: t("incident.changed"), value: said(incident.changedBy, incident.changedAt) }]),
            ...(incident.withdrawnAt === null ? [] : [{ name: t("incident.withdrawn"), value: said(incident.withdrawnBy, incident.withdrawnAt) }, { name: t("incident.because"), value: incident.withdrawnBecause }]),
          ]}
        />
      </Card>
      {data.mayEdit ? (
        <>
          <Card title={t("incident.edit")}>
            <IncidentForm form={acted && !withdrawing ? acted : data.form} departments={data.departments} zone={data.orgZone} rowVersion={incident.rowVersion} isNew={false} />
          </Card>
          <div>
            <ConfirmDialog title={t("incident.withdraw.title", { title: incident.title })} consequence={t("incident.withdraw.text")} triggerLabel={t("incident.withdraw")} initiallyOpen={withdrawing !== null}>
              {() => (
                <TypedFormFrame form={withdrawing ?? freshForm()}>
                  <input type="hidden" name="rowVersion" value={incident.rowVersion} />
                  <TypedLines form={withdrawing ?? freshForm()} name="because" label={t("incident.withdraw.because")} rows={3} maxLength={2000} />
                  <TypedSubmit intent="withdraw" tone="danger">
                    {t("incident.withdraw")}
                  </TypedSubmit>
                </TypedFormFrame>
              )}
            </ConfirmDialog>
          </div>
        </>
      ) : null}
    </Page>
  );
}
