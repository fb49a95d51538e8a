import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can, mayEver } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readRatings } from "./read.server.ts";
import { RatingsPage } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const locale = await localeFor(request, context);
  const read = await readRatings(context, viewer, new URL(request.url).searchParams, locale);
  if (!read) throw fault(404, "not_found");
  return json({
    ...read, title: translateIn(locale, "ratings")("title"), zone: viewer.timeZone, now: context.now(), mayEditSurveys: mayEver(viewer.actor, "survey.edit"), withFairness: can(viewer.actor, "fairness.read"),
  });
}

export default function Ratings() {
  return <RatingsPage data={useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
