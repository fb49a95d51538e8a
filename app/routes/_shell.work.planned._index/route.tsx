import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { countPlanned, listPlanned } from "#db/queries/occurrences.server.ts";
import { namePlanned, readPlannedQuery } from "./planned-query.server.ts";
import { PlannedPage } from "./view.tsx";

/** What the recurring promises of one's agreements expect, ahead and behind. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const facts = await readPageFacts(request, context);
  const { lines, query, view, filter, asked } = await readPlannedQuery(request, context, viewer, facts);
  const page = { limit: query.pageSize, offset: query.offset };
  const [rows, total] = await Promise.all([listPlanned(context.store, filter, query.sort.descending, page), countPlanned(context.store, filter)]);
  const choices = <T extends string>(list: readonly (readonly [T, string])[]) => [...new Map(list)].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, facts.locale));
  return json({
    title: translateIn(facts.locale, "planned")("title"),
    rows: namePlanned(rows, lines, asked),
    total, query, view,
    waiting: asked.length,
    agreements: choices(lines.map((line) => [line.agreementId, line.agreement] as const)),
    products: choices(lines.map((line) => [line.productId, line.product] as const)),
    zone: viewer.timeZone,
    now: facts.now,
  });
}

export default function Planned() {
  return <PlannedPage data={useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
