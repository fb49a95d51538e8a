import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { caseSubject } from "#app/web/case-access.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { findCase } from "#db/queries/cases.server.ts";
import { actOnCase, type CaseAnswer } from "./act.server.ts";
import { readCasePage } from "./read.server.ts";
import { CasePage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const row = await findCase(context.store, params.id ?? "");
  allow(viewer, "case.read", row && caseSubject(row));
  return json(await readCasePage(context, viewer, row!, await localeFor(request, context)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const row = await findCase(context.store, params.id ?? "");
  allow(viewer, "case.read", row && caseSubject(row));
  return actOnCase(request, context, viewer, row!);
}

export default function Case() {
  return <CasePage data={useLoaderData<typeof loader>()} answer={(useActionData<typeof action>() as CaseAnswer | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title.slice(0, 60));

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
