import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readCauses } from "./read.server.ts";
import { CausesView } from "./view.tsx";

/** Why deliveries of one promise were late: for its two sides and for those who oversee. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  return json(await readCauses(request, context, viewer));
}

export default function Causes() {
  return <CausesView data={useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
