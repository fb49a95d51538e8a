import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actOnLevels } from "./act.server.ts";
import { readLevels } from "./read.server.ts";
import { LevelsView } from "./view.tsx";

/** Client orientation: one's own level, the word that one is asked for, and for heads, HR and auditors the levels they may see. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "level.read");
  return json(await readLevels(request, context, viewer, await readPageFacts(request, context)));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "level.give");
  return actOnLevels(request, context, viewer);
}

export default function Levels() {
  return <LevelsView data={useLoaderData<typeof loader>()} form={(useActionData<typeof action>() as TypedForm | undefined) ?? freshForm()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
