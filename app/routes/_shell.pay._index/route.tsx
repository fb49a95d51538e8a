import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FileDown, Wallet } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { StatementSentence } from "#app/components/pay/statement-sentence.tsx";
import { StatementView } from "#app/components/pay/statement-view.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { forecastPayout } from "#app/operations/forecast-payout.server.ts";
import { objectToStatement } from "#app/operations/object-to-statement.server.ts";
import { readOwnPay } from "#app/operations/read-own-pay.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { objectionSchema } from "./form.ts";
import { AskedPlan, AskedRound } from "./asked-round.tsx";
import { readAskedPlans, readAskedRounds } from "./asked-rounds.server.ts";
import { readTeam } from "./team.server.ts";
import { ForecastCard, Objection, PastStatements, TeamCard } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_own");
  const { personId } = viewer.actor;
  allow(viewer, "statement.read_own", { personIds: [personId] });
  const now = context.now();
  const asked = new URL(request.url).searchParams.get("statement");
  const [locale, own, forecast, team, rounds, asks] = await Promise.all([
    localeFor(request, context), readOwnPay(context.store, personId, asked, now), forecastPayout(context.store, personId, now), readTeam(context.store, viewer.actor), readAskedRounds(context.store, viewer.actor, now), readAskedPlans(context.store, personId, now),
  ]);
  if (asked !== null && !own.statement) throw fault(404, "not_found");
  return json({ title: translateIn(locale, "pay")("statement"), zone: viewer.timeZone, places: payPlaces(viewer.actor), own, forecast, team, rounds, asks });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.object");
  const { personId, accountId } = viewer.actor;
  const submission = parseWithZod(await request.formData(), { schema: objectionSchema });
  if (submission.status !== "success") throw fault(400, "bad_request");
  const actor = { kind: "account", id: accountId, address: context.address } as const;
  const result = await objectToStatement({ store: context.store, now: context.now(), actor }, { ...submission.value, personId });
  if (!result.ok) return json({ refusal: result.code }, { status: 409 });
  return redirect(`/pay?statement=${submission.value.runId}`, { headers: { "Set-Cookie": setFlash({ key: "flash.objectionSent", tone: "done" }, context.mode === "production") } });
}

export default function MyBonus() {
  const { own, forecast, team, rounds, asks, places, zone } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("pay");
  const payroll = useT("payroll");
  const { statement } = own;
  return (
    <Page
      title={t("statement")}
      sentence={statement ? <StatementSentence explained={statement.explained} /> : t("mine.none")}
      tabs={<PayTabs current="mine" open={places} />}
      action={
        statement ? (
          <>
            <LinkButton reloadDocument to={`/pay/statement.pdf?statement=${statement.runId}`} icon={<FileDown aria-hidden size={15} />}>
              {payroll("pdf")}
            </LinkButton>
            <Objection statement={statement} />
          </>
        ) : null
      }
    >
      {outcome?.refusal ? <Notice tone="error">{t(`object.refusal.${outcome.refusal}`)}</Notice> : null}
      {asks.map((asked) => (
        <AskedPlan key={`${asked.planId} ${asked.number}`} asked={asked} />
      ))}
      {rounds.map((round) => (
        <AskedRound key={`${round.planId} ${round.period}`} round={round} />
      ))}
      {statement ? (
        <StatementView explained={statement.explained} departments={statement.departments} isOwn withDoors />
      ) : (
        <EmptyState icon={<Wallet aria-hidden size={20} />} title={t("empty.title")}>
          {t("empty.text")}
        </EmptyState>
      )}
      {forecast ? <ForecastCard forecast={forecast} zone={zone} /> : null}
      {own.past.length > 0 ? <PastStatements past={own.past} current={statement?.runId ?? null} statement={statement} zone={zone} /> : null}
      {team.length > 0 ? <TeamCard team={team} /> : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
