import { Form, Link } from "@remix-run/react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Figure } from "#app/components/figure.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { Time } from "#app/components/time.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Forecast } from "#app/operations/forecast-payout.server.ts";
import type { OwnStatement, PastStatement } from "#app/operations/read-own-pay.server.ts";
import type { TeamPercent } from "./team.server.ts";

/** What the running period would pay as it stands, in percent. */
export function ForecastCard({ forecast, zone }: { readonly forecast: Forecast; readonly zone: string }) {
  const t = useT("pay");
  const scores = useT("scorecards");
  const locale = useLocale();
  return (
    <Card title={`${t("forecast.title")}: ${formatPeriod(forecast.period, locale)}`} aside={nameIn(forecast.planName, locale)}>
      {forecast.payoutBp === null ? (
        <p>{t("forecast.none")}</p>
      ) : (
        <p className="text-lg">
          <Figure to={`/scorecards/${forecast.departmentId}?period=${forecast.period}&result=pay`} label={t("forecast.open")} className="font-semibold">
            {t("forecast.text", { percent: formatPercentBp(forecast.payoutBp, locale) })}
          </Figure>{" "}
          {forecast.scoreBp === null ? null : <span className="text-base text-muted">{t("forecast.score", { score: formatScoreBp(forecast.scoreBp, locale) })}</span>}
        </p>
      )}
      <p className="mt-1 text-sm text-muted">
        {t("forecast.note")} ({scores("asOf")} <Time at={forecast.asOf} zone={zone} />)
      </p>
    </Card>
  );
}

/** Every published statement of the person, newest first. */
export function PastStatements({ past, current, statement, zone }: { readonly past: readonly PastStatement[]; readonly current: string | null; readonly statement: OwnStatement | null; readonly zone: string }) {
  const t = useT("pay");
  const locale = useLocale();
  const { until = null, decideBy = null } = statement?.objection ?? {};
  return (
    <Card
      title={t("past.title")}
      aside={
        decideBy !== null ? (
          <span>
            {t("object.sent")} <Time at={decideBy} zone={zone} />
          </span>
        ) : until !== null ? (
          <span>
            {t("object.until")} <Time at={until} zone={zone} />
          </span>
        ) : null
      }
    >
      <ul className="divide-y divide-line">
        {past.map((one) => (
          <li key={one.runId} className="flex justify-between gap-4 py-1.5">
            <Link to={`/pay?statement=${one.runId}`} aria-current={one.runId === current ? "page" : undefined} className="door aria-[current=page]:font-semibold">
              {formatPeriod(one.period, locale)}
            </Link>
            <span className="figures text-muted">{one.payoutBp === null ? "–" : t("past.percent", { percent: formatPercentBp(one.payoutBp, locale) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The button to object, while there is time. */
export function Objection({ statement }: { readonly statement: OwnStatement }) {
  const t = useT("pay");
  const common = useT("common");
  const id = useId();
  if (statement.objection.until === null) return null;
  return (
    <ConfirmDialog title={t("object.title")} consequence={t("object.consequence")} triggerLabel={t("object")}>
      {(close) => (
        <Form method="post" className="flex flex-col gap-4" onSubmit={close}>
          <input type="hidden" name="runId" value={statement.runId} />
          <div className="flex flex-col gap-1">
            <label htmlFor={id} className="font-medium">
              {t("object.reason")}
            </label>
            <textarea id={id} name="reason" required rows={4} maxLength={4000} className={`${INPUT_LOOK} w-full px-3 py-2`} />
          </div>
          <FormActions>
            <SubmitButton>{t("object")}</SubmitButton>
            <Button type="button" tone="quiet" onClick={close}>
              {common("cancel")}
            </Button>
          </FormActions>
        </Form>
      )}
    </ConfirmDialog>
  );
}

/** What a head sees of the people: percents. */
export function TeamCard({ team }: { readonly team: readonly TeamPercent[] }) {
  const t = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const period = team[0]?.period;
  return (
    <Card title={`${t("team.title")}${period ? `: ${formatPeriod(period, locale)}` : ""}`} flush>
      <p className="px-4 pt-3 text-sm text-muted">{t("team.note")}</p>
      <DataTable
        label={t("team.title")}
        rows={team}
        rowKey={(row) => row.personId}
        empty={null}
        compact
        columns={[
          { id: "person", header: common("person"), cell: (row) => personName(row, locale) },
          { id: "percent", header: t("team.percent"), align: "end", cell: (row) => (row.payoutBp === null ? "–" : formatPercentBp(row.payoutBp, locale)) },
        ]}
      />
    </Card>
  );
}
