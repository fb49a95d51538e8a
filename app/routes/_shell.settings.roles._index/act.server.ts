import { json } from "@remix-run/node";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import { GRANTED_ROLES } from "#app/domain/access/actor.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { confirmAccess, revokeRole, turnDownAccess } from "#app/operations/grant-role.server.ts";
import { saveFactorRoles } from "#app/operations/save-factor-roles.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";

const FLASHES: Readonly<Record<string, string>> = { confirm: "flash.accessConfirmed", turnDown: "flash.accessTurnedDown", revoke: "flash.roleRevoked" };

/** Confirms or turns down what waits, takes a role away, or says which roles need a second factor. */
export async function actOnRoles(request: Request, context: AppContext, viewer: Viewer): Promise<Response> {
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const step = values["step"] ?? "";
  const ctx = actingContext(context, viewer);
  const { accountId, personId } = viewer.actor;
  const done = await take();
  if (done.ok) return doneTyped("/settings/roles", context, { key: FLASHES[step] ?? "saved" });
  const sentence = translateIn(locale, "access")(`fault.${done.code}` as Key<"access">, done.facts ?? {});
  return json<StepRefusal>({ step, sentence, atReason: false, reason: "" }, { status: 409 });

  async function take(): Promise<Result<unknown>> {
    switch (step) {
      case "confirm":
        allow(viewer, "role.confirm", {});
        return confirmAccess(ctx, { accountId, requestId: values["id"] ?? "" });
      case "turnDown":
        allow(viewer, "role.confirm", {});
        return turnDownAccess(ctx, { accountId, requestId: values["id"] ?? "" });
      case "revoke":
        allow(viewer, "role.grant", {});
        return revokeRole(ctx, { grantId: values["id"] ?? "", byPersonId: personId });
      case "factors":
        allow(viewer, "settings.edit", {});
        return saveFactorRoles(ctx, accountId, GRANTED_ROLES.filter((role) => values[role] === "on"));
      default:
        return refused("not_found");
    }
  }
}
