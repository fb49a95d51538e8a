import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { formatDay } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { meetingFor, readMeeting, signingSides } from "#app/web/meeting-page.server.ts";
import { pairFor } from "#app/web/pair-access.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { newId } from "#db/new-id.server.ts";
import { actOnMeeting } from "./act.server.ts";
import { MeetingView } from "./view.tsx";

/** One meeting of two departments: its agenda, what was said and decided, and whether both sides confirmed. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "relationship.read", facts.locale);
  const row = await meetingFor(context.store, pair, params.number);
  const meeting = await readMeeting(context.store, row, facts.locale);
  return json({
    meeting, pair, title: translateIn(facts.locale, "meeting")("one", { number: meeting.number, day: formatDay(meeting.heldOn, facts.locale) }), mine: signingSides(viewer, row), formKey: newId(), today: facts.today,
    clock: { now: facts.now, zone: facts.zone },
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.edit");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "relationship.edit", facts.locale);
  return actOnMeeting(request, context, viewer, pair, await meetingFor(context.store, pair, params.number), facts);
}

export default function Meeting() {
  return <MeetingView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
