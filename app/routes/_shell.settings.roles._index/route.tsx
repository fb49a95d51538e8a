import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { actOnRoles } from "./act.server.ts";
import { readRequests } from "./read.server.ts";
import { readGrantRows } from "./rows.server.ts";
import { RolesView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "role.read");
  const facts = await readPageFacts(request, context);
  const [requests, grants] = await Promise.all([readRequests(context, viewer, facts), readGrantRows(request, context, facts, "page")]);
  const t = translateIn(facts.locale, "access");
  return json({
    title: t("roles"), sentence: requests.waiting.length === 0 ? t("roles.sentence") : t("roles.waiting", { count: requests.waiting.length }), parts: settingsParts(viewer), zone: viewer.timeZone,
    mayGrant: can(viewer.actor, "role.grant"), maySetFactors: can(viewer.actor, "settings.edit"), ...requests, ...grants,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "role.confirm");
  await requireRecentProof(request, context);
  return actOnRoles(request, context, viewer);
}

export default function Roles() {
  const data = useLoaderData<typeof loader>();
  return <RolesView {...data} refusal={(useActionData<typeof action>() as StepRefusal | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
