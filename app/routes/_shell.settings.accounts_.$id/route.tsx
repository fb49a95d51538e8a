import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import { Time } from "#app/components/time.tsx";
import { personName } from "#app/format/person-name.ts";
import { useT } from "#app/i18n/use-t.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { ABSOLUTE_MS, IDLE_MS } from "#app/web/session.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadIdentities } from "#db/queries/identities.server.ts";
import { loadOpenLinks } from "#db/queries/password-links.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findFactor } from "#db/queries/second-factors.server.ts";
import { listSessions } from "#db/queries/sessions.server.ts";
import { actOnAccountOf } from "./act.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "account.edit");
  const { store } = context;
  const now = context.now();
  const account = await findAccount(store, { id: params.id ?? "" });
  allow(viewer, "account.edit", account && {});
  const { id, personId, email, isDemo, disabledAt } = account!;
  const [locale, [person], sessions, factor, links, identities] = await Promise.all([
    localeFor(request, context), loadPeople(store, [personId]), listSessions(store, id, now - IDLE_MS, now - ABSOLUTE_MS), findFactor(store, id), loadOpenLinks(store, [id], now), loadIdentities(store, id),
  ]);
  return json({
    title: person ? personName(person, locale) : email, email, personId, isDemo, disabledAt, zone: viewer.timeZone, isOwn: personId === viewer.actor.personId, hasPassword: account!.passwordHash !== null,
    sessions: sessions.length, lastSeenAt: sessions[0]?.lastSeenAt ?? null, factorSince: factor?.confirmedAt ?? null, linkedAt: identities[0]?.linkedAt ?? null,
    invitedUntil: links.filter((link) => link.purpose === "invitation").at(-1)?.expiresAt ?? null,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "account.edit");
  const account = await findAccount(context.store, { id: params.id ?? "" });
  allow(viewer, "account.edit", account && {});
  await requireRecentProof(request, context);
  return actOnAccountOf(request, context, viewer, account!);
}

export default function AccountOf() {
  const data = useLoaderData<typeof loader>();
  const refusal = (useActionData<typeof action>() as StepRefusal | undefined) ?? null;
  const t = useT("access");
  const settings = useT("settings");
  const { zone, title: name } = data;
  const when = (at: number | null, none: string) => (at === null ? none : <Time at={at} zone={zone} />);
  return (
    <Page title={name} sentence={data.email} crumbs={[{ label: settings("accounts"), to: "/settings/accounts" }]} width="reading" action={<LinkButton to={`/people/${data.personId}`}>{t("toPerson")}</LinkButton>}>
      {refusal && !refusal.atReason ? <Notice tone="error">{refusal.sentence}</Notice> : null}
      {data.isDemo ? <Notice>{t("demoAccount")}</Notice> : null}
      <Card>
        <Facts
          rows={[
            { name: t("state"), value: data.disabledAt === null ? settings("account.active") : <>{settings("account.disabled")} <Time at={data.disabledAt} zone={zone} /></> },
            { name: t("password"), value: data.hasPassword ? t("password.set") : data.invitedUntil === null ? t("password.none") : <>{t("password.invited")} <Time at={data.invitedUntil} zone={zone} /></> },
            { name: t("factor"), value: when(data.factorSince, t("factor.none")) },
            { name: t("sso"), value: when(data.linkedAt, t("sso.none")) },
            { name: t("sessions"), value: data.lastSeenAt === null ? t("sessions.none") : <>{data.sessions}, {t("sessions.last")} <Time at={data.lastSeenAt} zone={zone} /></> },
          ]}
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        {data.disabledAt === null && !data.isDemo ? <StepDialog step="invite" refusal={refusal} trigger={t("invite")} title={t("invite.title", { name })} consequence={t("invite.consequence", { email: data.email })} tone="plain" /> : null}
        {data.sessions > 0 ? <StepDialog step="end" refusal={refusal} trigger={t("end")} title={t("end.title", { name })} consequence={t("end.consequence")} tone="plain" /> : null}
        {data.factorSince !== null && !data.isOwn ? <StepDialog step="removeFactor" refusal={refusal} trigger={t("removeFactor")} title={t("removeFactor.title", { name })} consequence={t("removeFactor.consequence")} reason={t("reason")} tone="plain" /> : null}
        {data.disabledAt !== null ? (
          <StepDialog step="enable" refusal={refusal} trigger={t("enable")} title={t("enable.title", { name })} consequence={t("enable.consequence")} tone="plain" />
        ) : data.isOwn ? null : (
          <StepDialog step="disable" refusal={refusal} trigger={t("disable")} title={t("disable.title", { name })} consequence={t("disable.consequence")} tone="danger" />
        )}
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
