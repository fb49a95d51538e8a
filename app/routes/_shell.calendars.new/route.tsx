import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actOnEditor, BLANK, EMPTY_DRAFT, type EditorState } from "./act.server.ts";
import { editorChoices } from "./choices.server.ts";
import { EditorPage } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.edit");
  allow(viewer, "calendar.edit", {});
  const facts = await readPageFacts(request, context);
  const state: EditorState = { ...BLANK, draft: { ...EMPTY_DRAFT, tz: facts.zone }, stamp: "loaded" };
  return json({ title: translateIn(facts.locale, "calendars")("new"), state, choices: editorChoices(facts.locale, facts.today, facts.organisation?.country ?? null), zone: viewer.timeZone });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.edit");
  allow(viewer, "calendar.edit", {});
  return actOnEditor(request, context, viewer, null);
}

export default function NewCalendar() {
  const { title, state, choices, zone } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as EditorState | undefined;
  return <EditorPage title={title} calendarId={null} state={acted ?? state} choices={choices} zone={zone} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
