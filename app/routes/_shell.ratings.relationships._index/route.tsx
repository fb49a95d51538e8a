import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { closedQuarters, relationshipRows } from "#app/web/relationship-rows.server.ts";
import { RelationshipsPage } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const [{ locale, today }, quarters] = await Promise.all([readPageFacts(request, context), closedQuarters(context.store)]);
  const asked = new URL(request.url).searchParams.get("quarter");
  const quarter = quarters.find((one) => one === asked) ?? quarters[0] ?? null;
  const rows = quarter === null ? [] : await relationshipRows(context.store, viewer, quarter, locale);
  return json({
    title: translateIn(locale, "rounds")("results.title"), quarter, quarters, today, withFairness: can(viewer.actor, "fairness.read"),
    rows: rows.map(({ providerId, provider, report, answerBy, answeredAt, sight }) => ({ providerId, provider, total: report?.total ?? null, asked: report?.asked ?? null, isMine: sight.figures, answerBy, isAnswered: answeredAt !== null })),
  });
}

export default function Relationships() {
  return <RelationshipsPage data={useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
