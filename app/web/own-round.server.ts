import { json } from "@remix-run/node";
import type { RoundFormData } from "#app/components/round-form.tsx";
import type { RoundSurvey } from "#app/domain/survey/survey-round.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadOpenRounds } from "#db/queries/survey-rounds.server.ts";
import type { AppContext } from "./context.server.ts";
import { allow } from "./guard.server.ts";
import { localeFor } from "./locale.server.ts";
import { actOnRoundForm, readRoundForm } from "./round-form.server.ts";
import type { OpenedRound } from "./round-link.server.ts";
import type { Viewer } from "./session.server.ts";

export interface OwnRoundData {
  readonly title: string;
  readonly survey: RoundSurvey;
  /** Null where the person is asked nothing now. */
  readonly form: RoundFormData | null;
}

/** The open round of a survey in which a signed-in person is asked. */
async function ownRound(context: AppContext, viewer: Viewer, survey: RoundSurvey): Promise<OpenedRound | null> {
  return (await loadOpenRounds(context.store, viewer.actor.personId, context.now())).find(({ round }) => round.survey === survey) ?? null;
}

export async function readOwnRound(request: Request, context: AppContext, viewer: Viewer, survey: RoundSurvey) {
  const [opened, locale] = await Promise.all([ownRound(context, viewer, survey), localeFor(request, context)]);
  return json<OwnRoundData>({ title: translateIn(locale, "rounds")(`${survey}.title`), survey, form: opened && (await readRoundForm(request, context, opened)) });
}

export async function actOnOwnRound(request: Request, context: AppContext, viewer: Viewer, survey: RoundSurvey, path: string) {
  const opened = await ownRound(context, viewer, survey);
  allow(viewer, "answer.give", opened && { personIds: [opened.asked.personId] });
  return actOnRoundForm(request, context, opened!, { kind: "account", id: viewer.actor.accountId, address: context.address }, path);
}
