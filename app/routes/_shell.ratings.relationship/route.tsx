import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { OwnRoundPage } from "#app/components/own-round-page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { RoundFormReply } from "#app/components/round-form.tsx";
import { requireActor } from "#app/web/guard.server.ts";
import { actOnOwnRound, readOwnRound, type OwnRoundData } from "#app/web/own-round.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  return readOwnRound(request, context, viewer, "relationship");
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  return actOnOwnRound(request, context, viewer, "relationship", "/ratings/relationship");
}

export default function Relationship() {
  return <OwnRoundPage data={useLoaderData<typeof loader>() as OwnRoundData} reply={(useActionData<typeof action>() ?? null) as RoundFormReply | null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
