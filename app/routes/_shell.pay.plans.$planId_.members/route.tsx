import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { LinesAnswer } from "#app/components/pay/lines-form.tsx";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { readMemberLines } from "#app/operations/feeds/member-lines.ts";
import { payLines } from "#app/operations/feeds/pay-lines.ts";
import { readMemberState } from "#app/operations/member-rules.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { peopleByNumber, problemOf, readSentLines, refuseField, refuseLines } from "#app/web/pay-lines.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { readMembers } from "./members.server.ts";
import { MembersForm, MemberTable } from "./view.tsx";

const FIELDS = new Set(["from", "lines", "file", "intent"]);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const { store } = context;
  const plan = await findPlan(store, params.planId ?? "");
  allow(viewer, "statement.read_any", plan && {});
  const { organisation, locale, now, today } = await readPageFacts(request, context);
  if (!organisation) throw fault(404, "not_found");
  const [members, { findings }] = await Promise.all([readMembers(store, plan!.id, organisation, new URL(request.url), now), readMemberState(store, plan!.id, today)]);
  await recordPayRead(actingContext(context, viewer), viewer.actor, { entity: "plan", entityId: plan!.id, rows: members.rows.length });
  return json({
    title: translateIn(locale, "members")("title", { plan: nameIn(plan!.name, locale) }),
    plan: plan!,
    members,
    findings: findings.length,
    currency: { code: organisation.currency, digits: organisation.minorDigits },
    mayEdit: can(viewer.actor, "plan.edit"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const { store } = context;
  const plan = await findPlan(store, params.planId ?? "");
  allow(viewer, "plan.edit", plan && {});
  const [{ organisation, locale }, sent] = await Promise.all([readPageFacts(request, context), readSentLines(request)]);
  if (!organisation || Object.keys(sent.values).some((name) => !FIELDS.has(name))) throw fault(400, "bad_request");
  const from = sent.values["from"] ?? "";
  if (readDay(from) === null) return refuseField(sent, "from", "day.missing", locale);
  const read = readMemberLines(payLines(sent.text, ["number", "target", "from", "to"]), await peopleByNumber(store), from, organisation.minorDigits);
  if (read.problems.length > 0) return refuseLines(sent, read.problems, locale);
  if (read.changes.length === 0) return refuseField(sent, "lines", "lines.missing", locale);
  const set = await setPlanMembers(actingContext(context, viewer), { planId: plan!.id, changes: read.changes });
  return set.ok ? doneTyped(`/pay/plans/${plan!.id}/members`, context, { key: "flash.membersSaved" }) : refuseLines(sent, [problemOf(set, read.changes)], locale);
}

export default function Members() {
  const { plan, members, findings, currency, mayEdit, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as LinesAnswer | undefined;
  const pay = useT("pay");
  const t = useT("members");
  const locale = useLocale();
  const people = t("sentence", { count: members.total });
  return (
    <Page
      title={title}
      crumbs={[
        { label: pay("plans.title"), to: "/pay/plans" },
        { label: nameIn(plan.name, locale), to: `/pay/plans/${plan.id}` },
      ]}
      sentence={findings === 0 ? people : t("sentence.findings", { people, count: findings })}
      action={
        <>
          <LinkButton to="/pay/bases">{t("bases")}</LinkButton>
          <LinkButton to={`/pay/plans/${plan.id}/rules`}>{t("rules")}</LinkButton>
        </>
      }
    >
      <MemberTable planId={plan.id} members={members} currency={currency} />
      {mayEdit ? <MembersForm firstDay={members.firstDay} answer={answer} /> : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
