import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { actOnRelationship } from "./act.server.ts";
import { readRelationship, type RelationshipPageData } from "./read.server.ts";
import { RelationshipPage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  return json(await readRelationship(request, context, viewer, params.providerId ?? ""));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "case.edit");
  return actOnRelationship(request, context, viewer, params.providerId ?? "");
}

export default function Relationship() {
  return <RelationshipPage data={useLoaderData<typeof loader>() as RelationshipPageData} refusal={(useActionData<typeof action>() ?? null) as TypedForm | null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
