import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isSurveyMail } from "#app/domain/survey/survey-mail.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { pauseRater, resumeRater } from "#app/operations/pause-rater.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findBounces } from "#db/queries/mail-states.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { listRaterPauses } from "#db/queries/surveys.server.ts";
import { AskingView } from "./view.tsx";

const PATH = "/inbox/asking";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  const { personId } = viewer.actor;
  allow(viewer, "answer.give", { personIds: [personId] });
  const { locale, today } = await readPageFacts(request, context);
  const [[person], pauses] = await Promise.all([loadPeople(context.store, [personId]), listRaterPauses(context.store, today)]);
  const [bounce] = await findBounces(context.store, person?.email ? [person.email] : []);
  return json({
    title: translateIn(locale, "asking")("title"),
    mode: person?.surveyMail ?? ("each" as const),
    email: person?.email ?? null,
    bounced: bounce?.said ?? null,
    pauses: pauses.filter((row) => row.personId === personId).map(({ id, kind, from, until }) => ({ id, kind, from, until })),
    today,
  });
}

/** A person's own choices: how they are asked, and when not. The block list is the officer's. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  const { personId } = viewer.actor;
  allow(viewer, "answer.give", { personIds: [personId] });
  const [values, { locale, today }] = await Promise.all([readTyped(request), readPageFacts(request, context)]);
  const ctx = actingContext(context, viewer);
  const say = (code: string, facts: Readonly<Record<string, string | number>>) => translateIn(locale, "surveys")(`fault.${code}` as Key<"surveys">, facts);
  switch (values["intent"]) {
    case "mode": {
      if (!isSurveyMail(values["mode"])) throw fault(400, "bad_request");
      await saveSurveyMail(ctx, personId, values["mode"]);
      return doneTyped(PATH, context);
    }
    case "away": {
      const done = await pauseRater(ctx, { personId, kind: "absence", from: values["from"] ?? "", until: values["until"] || null }, personId);
      return done.ok ? doneTyped(PATH, context) : refuseTyped(values, [done], say, locale);
    }
    case "back": {
      const own = (await listRaterPauses(context.store, today)).find((row) => row.id === values["id"] && row.personId === personId && row.kind === "absence");
      if (!own) throw fault(404, "not_found");
      const done = await resumeRater(ctx, own.id);
      return done.ok ? doneTyped(PATH, context) : refuseTyped(values, [done], say, locale, 409);
    }
    default:
      throw fault(400, "bad_request");
  }
}

export default function Asking() {
  return <AskingView {...useLoaderData<typeof loader>()} form={(useActionData<typeof action>() as TypedForm | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
