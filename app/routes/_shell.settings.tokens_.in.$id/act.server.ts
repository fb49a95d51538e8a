import { refused, type Result } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { resendDelivery } from "#app/operations/hooks/receive-hook.server.ts";
import { mapHookIn, switchHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findDelivery, findHookIn } from "#db/queries/hooks-in.server.ts";

/** Switches a hook, replaces its mapping, or sends one of its deliveries again, by what the form says. */
export async function actOnHookIn(request: Request, context: AppContext, viewer: Viewer, hookId: string) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const done = await act(actingContext(context, viewer), hookId, values);
  if (done.ok) return doneTyped(`/settings/tokens/in/${hookId}`, context);
  const t = translateIn(locale, "hooks");
  const mapping = values["mapping"] ?? JSON.stringify((await findHookIn(context.store, hookId))?.mapping ?? {}, null, 2);
  return refuseTyped({ ...values, mapping }, [done], (code, facts) => t(`fault.${code}` as Key<"hooks">, facts), locale);
}

async function act(ctx: OperationContext, hookId: string, values: Readonly<Record<string, string>>): Promise<Result<unknown>> {
  if (values["intent"] === "map") return mapHookIn(ctx, hookId, Number(values["rowVersion"]), values["mapping"] ?? "");
  if (values["intent"] === "again") {
    const delivery = await findDelivery(ctx.store, values["delivery"] ?? "");
    return delivery?.hookId === hookId ? resendDelivery(ctx, delivery.id) : refused("unknown_delivery");
  }
  return switchHookIn(ctx, hookId, values["intent"] === "on");
}
