import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import type { MemberChange } from "#app/operations/set-plan-members.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { membersSchema, readMemberLines } from "./form.ts";
import { readMembers } from "./members.server.ts";
import { MembersForm, MemberTable } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  const { store } = context;
  const [organisation, plan] = await Promise.all([loadOrganisation(store), findPlan(store, params.planId ?? "")]);
  allow(viewer, "statement.read_any", plan && {});
  if (!organisation) throw fault(404, "not_found");
  const now = context.now();
  const members = await readMembers(store, plan!.id, organisation, new URL(request.url), now);
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store, now, actor }, viewer.actor, { entity: "plan", entityId: plan!.id, rows: members.rows.length });
  const locale = await localeFor(request, context);
  return json({
    title: translateIn(locale, "pay")("members.title", { plan: nameIn(plan!.name, locale) }),
    plan: plan!,
    members,
    currency: { code: organisation.currency, digits: organisation.minorDigits },
    mayEdit: can(viewer.actor, "plan.edit"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  const { store } = context;
  const [organisation, plan, locale, formData] = await Promise.all([loadOrganisation(store), findPlan(store, params.planId ?? ""), localeFor(request, context), request.formData()]);
  allow(viewer, "plan.edit", plan && {});
  const t = translateIn(locale, "pay");
  const submission = parseWithZod(formData, { schema: membersSchema });
  if (submission.status !== "success" || !organisation) return json(submission.reply(), { status: 400 });
  const { from, lines } = submission.value;
  const read = readMemberLines(lines, organisation.minorDigits);
  if ("badLine" in read) return json(submission.reply({ fieldErrors: { lines: [t("refusal.bad_line", { line: read.badLine })] } }), { status: 400 });
  const idOf = new Map((await loadPeople(store)).map((person) => [person.personnelNumber, person.id]));
  const unknown = read.find((line) => !idOf.has(line.personnelNumber));
  if (unknown) return json(submission.reply({ fieldErrors: { lines: [`${t("refusal.unknown_person")} (${unknown.personnelNumber})`] } }), { status: 400 });
  const changes = read.map((line): MemberChange => ({ personId: idOf.get(line.personnelNumber)!, from, to: null, target: line.minor === null ? null : { type: "amount", minor: line.minor } }));
  const ctx = { store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const set = await setPlanMembers(ctx, { planId: plan!.id, changes });
  if (!set.ok) {
    const place = /^members\.(\d+)/.exec(set.field ?? "")?.[1];
    const who = place === undefined ? "" : ` (${read[Number(place)]?.personnelNumber ?? ""})`;
    return json(submission.reply({ formErrors: [t(`refusal.${set.code}`) + who] }), { status: 409 });
  }
  return redirect(`/pay/plans/${plan!.id}/members`, { headers: { "Set-Cookie": setFlash({ key: "flash.membersSaved", tone: "done" }, context.mode === "production") } });
}

export default function Members() {
  const { plan, members, currency, mayEdit } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const t = useT("pay");
  const locale = useLocale();
  const name = nameIn(plan.name, locale);
  return (
    <Page
      title={t("members.title", { plan: name })}
      crumbs={[
        { label: t("plans.title"), to: "/pay/plans" },
        { label: name, to: `/pay/plans/${plan.id}` },
      ]}
      sentence={t("members.sentence", { count: members.total })}
    >
      <MemberTable members={members} currency={currency} />
      {mayEdit ? <MembersForm firstDay={members.firstDay} lastResult={lastResult as SubmissionResult | undefined} /> : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
