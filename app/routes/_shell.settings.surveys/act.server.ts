import { json } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import type { Survey } from "#app/domain/survey/survey-policy.ts";
import { forecastRound } from "#app/operations/forecast-round.server.ts";
import type { RoundForecast } from "#app/operations/forecast-round.server.ts";
import type { SurveyForecast } from "#app/operations/forecast-survey.server.ts";
import { forecastSurvey } from "#app/operations/forecast-survey.server.ts";
import { pauseRater, resumeRater } from "#app/operations/pause-rater.server.ts";
import { refusalsOf, saveSurveyPolicy } from "#app/operations/save-survey-policy.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { idByNumber } from "#app/web/find-by-number.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import { loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import { atFields, policyOf } from "./form.server.ts";

const PATH = "/settings/surveys";

export interface SurveysAnswer {
  readonly of: "policy" | "pause";
  readonly form: TypedForm;
  readonly forecast: SurveyForecast | null;
  readonly round: RoundForecast | null;
}

/** Saves a policy, forecasts one, or takes a person off the questions and back. */
export async function actOnSurveys(request: Request, context: AppContext, viewer: Viewer, survey: Survey) {
  const [values, { locale }] = await Promise.all([readTyped(request), readPageFacts(request, context)]);
  const ctx = actingContext(context, viewer);
  const t = translateIn(locale, "surveys");
  const answer = (of: SurveysAnswer["of"], faults: readonly Refused[], forecast: Partial<Pick<SurveysAnswer, "forecast" | "round">> = {}) => {
    const said: Record<string, string> = {};
    for (const fault of atFields(values, faults)) said[fault.field ?? "form"] ??= t(`fault.${fault.code}` as Key<"surveys">, { ...fault.facts });
    return json<SurveysAnswer>({ of, form: { values, faults: said }, forecast: null, round: null, ...forecast }, { status: faults.length > 0 ? 422 : 200 });
  };

  switch (values["intent"]) {
    case "pause": {
      const done = await pauseRater(ctx, { personId: await idByNumber(context.store, values["number"]), kind: values["kind"] === "block" ? "block" : "absence", from: values["from"] ?? "", until: values["until"] || null }, viewer.actor.personId);
      return done.ok ? doneTyped(PATH, context) : answer("pause", [done.field === "personId" ? { ...done, field: "number" } : done]);
    }
    case "resume": {
      const done = await resumeRater(ctx, values["id"] ?? "");
      return done.ok ? doneTyped(PATH, context) : answer("pause", [done]);
    }
    case "forecast": {
      const policy = policyOf(survey, values, await loadSurveyPolicy(context.store, survey));
      const faults = refusalsOf(policy);
      if (faults.length > 0) return answer("policy", faults);
      return answer("policy", [], survey === "transactional" ? { forecast: await forecastSurvey(ctx, policy) } : { round: await forecastRound(ctx, survey) });
    }
    default: {
      const saved = await saveSurveyPolicy(ctx, survey, policyOf(survey, values, await loadSurveyPolicy(context.store, survey)), viewer.actor.personId);
      return saved.ok ? doneTyped(survey === "transactional" ? PATH : `${PATH}?survey=${survey}`, context) : answer("policy", saved.faults);
    }
  }
}
