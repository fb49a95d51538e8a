import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SURVEYS } from "#app/domain/survey/survey-policy.ts";
import type { Survey } from "#app/domain/survey/survey-policy.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { listRaterPauses, listSurveyPolicies, loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import { actOnSurveys, type SurveysAnswer } from "./act.server.ts";
import { valuesOf } from "./form.server.ts";
import { SurveysView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  const { store } = context;
  const { locale, today } = await readPageFacts(request, context);
  const survey = surveyOf(request);
  const [policy, [newest], pauses] = await Promise.all([loadSurveyPolicy(store, survey), listSurveyPolicies(store, survey, 1), listRaterPauses(store, today)]);
  const people = new Map((await loadPeople(store, pauses.map((row) => row.personId))).map((row) => [row.id, row]));
  const t = translateIn(locale, "surveys");
  return json({
    title: t("title"), survey, sentence: t(policy.isOn ? `sentence.${survey}` : "sentence.off"), parts: settingsParts(viewer), zone: viewer.timeZone, since: newest?.createdAt ?? null, values: valuesOf(policy), today,
    pauses: pauses.map(({ id, personId, kind, from, until }) => ({ id, personId, kind, from, until, name: people.has(personId) ? personName(people.get(personId)!, locale) : "" })),
  });
}

/** The survey that an address names; after a delivery where it names none. */
const surveyOf = (request: Request): Survey => SURVEYS.find((one) => one === new URL(request.url).searchParams.get("survey")) ?? "transactional";

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  return actOnSurveys(request, context, viewer, surveyOf(request));
}

export default function Surveys() {
  const data = useLoaderData<typeof loader>();
  return <SurveysView {...data} values={data.values as Readonly<Record<string, string>>} answer={(useActionData<typeof action>() as SurveysAnswer | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
