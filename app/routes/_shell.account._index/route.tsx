import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { deviceOf } from "#app/domain/access/device-of.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireSelf } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { ABSOLUTE_MS, findOpenSession, IDLE_MS } from "#app/web/session.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadIdentities } from "#db/queries/identities.server.ts";
import { countCodes, findFactor } from "#db/queries/second-factors.server.ts";
import { listSessions } from "#db/queries/sessions.server.ts";
import { actOnAccount } from "./act.server.ts";
import { AccountView } from "./view.tsx";

/** One's own sign-in: password, second factor, single sign-on, and where one is signed in. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireSelf(request, context);
  const { accountId } = viewer.actor;
  const { store } = context;
  const now = context.now();
  const [locale, session, sessions, account, factor, codesLeft, identities] = await Promise.all([
    localeFor(request, context), findOpenSession(request, context), listSessions(store, accountId, now - IDLE_MS, now - ABSOLUTE_MS), findAccount(store, { id: accountId }), findFactor(store, accountId), countCodes(store, accountId), loadIdentities(store, accountId),
  ]);
  const t = translateIn(locale, "account");
  return json({
    title: t("title"), sentence: t("sentence", { email: viewer.email, count: sessions.length }), zone: viewer.timeZone, email: viewer.email,
    sessions: sessions.map((row) => ({ id: row.idHash, isThis: row.idHash === session?.idHash, createdAt: row.createdAt, lastSeenAt: row.lastSeenAt, ...deviceOf(row.userAgent) })),
    isDemo: account?.isDemo ?? false, hasPassword: account?.passwordHash != null, factorSince: factor?.confirmedAt ?? null, codesLeft,
    sso: context.sso?.name ?? null, linkedAt: identities.find((row) => row.issuer === context.sso?.issuer)?.linkedAt ?? null,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireSelf(request, context);
  return actOnAccount(request, context, viewer);
}

export default function Account() {
  const data = useLoaderData<typeof loader>();
  return <AccountView {...data} form={(useActionData<typeof action>() as TypedForm | undefined) ?? freshForm()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
