import type { Locale } from "#app/domain/names.ts";
import { updatePersonLocale } from "#db/queries/people.server.ts";
import type { OperationContext } from "./context.ts";

/** Remembers a person's own choice of language. */
export async function savePersonLocale(ctx: OperationContext, personId: string, locale: Locale): Promise<void> {
  await ctx.store.writeAll((w) => [updatePersonLocale(ctx.store, w, personId, locale)], {
    at: ctx.now, actor: ctx.actor, action: "person.locale", entity: "person", entityId: personId, details: { locale },
  });
}
