import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { draftOf } from "#app/domain/calendar/calendar-draft.ts";
import { nameIn } from "#app/domain/names.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findCalendar } from "#db/queries/catalogue.server.ts";
import { actOnEditor, BLANK, type EditorState } from "../_shell.calendars.new/act.server.ts";
import { editorChoices } from "../_shell.calendars.new/choices.server.ts";
import { EditorPage } from "../_shell.calendars.new/view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.edit");
  allow(viewer, "calendar.edit", {});
  const [facts, found] = await Promise.all([readPageFacts(request, context), findCalendar(context.store, params.id ?? "")]);
  const newest = found?.versions[0];
  if (!found || !newest) throw fault(404, "not_found");
  const state: EditorState = { ...BLANK, draft: draftOf(found.name, newest.spec), code: found.code, base: newest.number, stamp: `version ${newest.number}` };
  return json({ title: nameIn(found.name, facts.locale), calendarId: found.id, state, choices: editorChoices(facts.locale, facts.today, facts.organisation?.country ?? null), zone: viewer.timeZone });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.edit");
  allow(viewer, "calendar.edit", {});
  return actOnEditor(request, context, viewer, params.id ?? "");
}

export default function EditCalendar() {
  const { title, calendarId, state, choices, zone } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as EditorState | undefined;
  return <EditorPage title={title} calendarId={calendarId} state={acted ?? state} choices={choices} zone={zone} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
