import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { countMessages, listFailedMessages, loadHooksOut } from "#db/queries/hooks-out.server.ts";
import { actOnHooksOut, type HookOutMade } from "./act.server.ts";
import { HooksOutView } from "./view.tsx";

const MOST_FAILURES = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  const { locale } = await readPageFacts(request, context);
  const { store } = context;
  const [hooks, departments, counts, failures] = await Promise.all([loadHooksOut(store), loadDepartments(store), countMessages(store), listFailedMessages(store, MOST_FAILURES)]);
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const hookName = new Map(hooks.map((row) => [row.id, row.name]));
  const t = translateIn(locale, "hooks");
  return json({
    title: t("out.title"), sentence: t("out.sentence", { count: hooks.length }), parts: settingsParts(viewer), zone: viewer.timeZone,
    rows: hooks.map((row) => ({
      id: row.id, name: row.name, profile: row.profile, host: row.host, happenings: row.happenings, isOn: row.disabledAt === null, counts: { ...(counts.get(row.id) ?? { waiting: 0, sent: 0, dead: 0 }) },
      departments: row.departmentIds?.map((id) => nameOf.get(id) ?? id) ?? null,
    })),
    failures: failures.map((row) => ({ id: row.id, hook: hookName.get(row.hookId) ?? "", happening: row.happening, error: row.error ?? "", attempt: row.attempt, isDead: row.state === "dead", next: row.notBefore })),
    choices: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })), locale,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  await requireRecentProof(request, context);
  return actOnHooksOut(request, context, viewer);
}

export default function HooksOut() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as HookOutMade | undefined;
  return <HooksOutView {...data} form={acted?.form ?? freshForm({ profile: "slack", locale: data.locale, promise_breached: "on" })} secret={acted?.secret ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
