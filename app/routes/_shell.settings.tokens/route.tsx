import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { listApiTokens } from "#db/queries/api-tokens.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { actOnTokens, type TokenAnswer } from "./act.server.ts";
import { TokensView } from "./view.tsx";

const tokenState = (row: { revokedAt: number | null; expiresAt: number }, now: number): "active" | "expired" | "revoked" => (row.revokedAt !== null ? "revoked" : row.expiresAt <= now ? "expired" : "active");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  const { locale } = await readPageFacts(request, context);
  const [tokens, departments] = await Promise.all([listApiTokens(context.store), loadDepartments(context.store)]);
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const t = translateIn(locale, "tokens");
  return json({
    title: t("title"), sentence: t("sentence", { count: tokens.length }), parts: settingsParts(viewer), zone: viewer.timeZone, api: `${context.publicOrigin}/api/v1/openapi.json`,
    rows: tokens.map((row) => ({
      id: row.id, name: row.name, source: row.source, scopes: row.scopes, createdAt: row.createdAt, expiresAt: row.expiresAt, lastWriteAt: row.lastWriteAt, state: tokenState(row, context.now()),
      departments: row.providerIds?.map((id) => nameOf.get(id) ?? id) ?? null,
    })),
    choices: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "token.edit");
  allow(viewer, "token.edit", {});
  return actOnTokens(request, context, viewer);
}

export default function Tokens() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TokenAnswer | undefined;
  return <TokensView {...data} form={acted?.form ?? freshForm({ days: "365", read: "on", write: "on" })} secret={acted?.secret ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
