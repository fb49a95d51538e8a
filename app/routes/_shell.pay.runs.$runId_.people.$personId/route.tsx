import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StatementView } from "#app/components/pay/statement-view.tsx";
import { statementAmount } from "#app/components/pay/statement-words.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { explainStatement } from "#app/operations/explain-statement.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { findRun, findRunLine, openStatement } from "#db/queries/runs.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const { store } = context;
  const [run, line] = await Promise.all([findRun(store, params.runId ?? ""), findRunLine(store, params.runId ?? "", params.personId ?? "")]);
  allow(viewer, "statement.read_any", run && line && {});
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store, now: context.now(), actor }, viewer.actor, { entity: "bonus_line", entityId: `${run!.id}:${line!.personId}`, rows: 1 });
  const [explained, [person], departments, plan, locale] = await Promise.all([
    explainStatement(store, run!.period, run!.planVersionId, openStatement(store, line!)), loadPeople(store, [line!.personId]), loadDepartments(store, "all"), findPlan(store, run!.planId), localeFor(request, context),
  ]);
  const name = { surname: person!.surname, givenName: person!.givenName };
  return json({
    title: `${personName(name, locale)}, ${formatPeriod(run!.period, locale)}`,
    runId: run!.id,
    personId: line!.personId,
    planName: plan?.name ?? {},
    person: name,
    explained,
    departments: Object.fromEntries(departments.map((row) => [row.id, row.name])),
    withDoors: can(viewer.actor, "scorecard.read"),
  });
}

export default function StatementOfPerson() {
  const { runId, personId, planName, person, explained, departments, withDoors } = useLoaderData<typeof loader>();
  const t = useT("pay");
  const payroll = useT("payroll");
  const locale = useLocale();
  const name = personName(person, locale);
  const period = formatPeriod(explained.period, locale);
  return (
    <Page
      title={name}
      crumbs={[
        { label: t("runs.title"), to: "/pay/runs" },
        { label: `${nameIn(planName, locale)} · ${period}`, to: `/pay/runs/${runId}` },
      ]}
      action={
        <LinkButton reloadDocument to={`/pay/runs/${runId}/people/${personId}/file.pdf`} icon={<FileDown aria-hidden size={15} />}>
          {payroll("pdf")}
        </LinkButton>
      }
      sentence={t("of.sentence", { person: name, period, amount: statementAmount(explained, explained.statement.amountMinor, locale) })}
    >
      <StatementView explained={explained} departments={departments} isOwn={false} withDoors={withDoors} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
