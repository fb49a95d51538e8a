import type { SurveyMail } from "#app/domain/survey/survey-mail.ts";
import { updateSurveyMail } from "#db/queries/people.server.ts";
import type { OperationContext } from "./context.ts";

/** Remembers how a person wants to be asked by mail. What was asked stays in their inbox whatever they choose. */
export async function saveSurveyMail(ctx: OperationContext, personId: string, mode: SurveyMail): Promise<void> {
  await ctx.store.writeAll((w) => [updateSurveyMail(ctx.store, w, personId, mode)], {
    at: ctx.now, actor: ctx.actor, action: "person.survey_mail", entity: "person", entityId: personId, details: { mode },
  });
}
