import { json } from "@remix-run/node";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import { refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { disableAccount, enableAccount, endAccountSessions } from "#app/operations/change-account.server.ts";
import { askForFactorRemoval } from "#app/operations/grant-role.server.ts";
import { inviteAgain } from "#app/operations/password-links.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import type { AccountRow } from "#db/queries/accounts.server.ts";

const FLASHES: Readonly<Record<string, string>> = { invite: "flash.invited", disable: "flash.accountOff", enable: "flash.accountOn", end: "flash.sessionsEnded", removeFactor: "flash.secondPerson" };

/** One step about somebody's account. */
export async function actOnAccountOf(request: Request, context: AppContext, viewer: Viewer, account: AccountRow): Promise<Response> {
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const step = values["step"] ?? "";
  const ctx = actingContext(context, viewer);
  const done = await take();
  if (done.ok) return doneTyped(step === "removeFactor" ? "/settings/roles" : `/settings/accounts/${account.id}`, context, { key: FLASHES[step] ?? "saved" });
  const sentence = translateIn(locale, "access")(`fault.${done.code}` as Key<"access">, done.facts ?? {});
  return json<StepRefusal>({ step, sentence, atReason: done.field === "reason", reason: values["reason"] ?? "" }, { status: 422 });

  async function take(): Promise<Result<unknown>> {
    switch (step) {
      case "invite":
        return inviteAgain(ctx, account.id);
      case "disable":
        return disableAccount(ctx, account.id, viewer.actor.personId);
      case "enable":
        return enableAccount(ctx, account.id);
      case "end":
        return endAccountSessions(ctx, account.id, "all");
      case "removeFactor":
        return askForFactorRemoval(ctx, { accountId: viewer.actor.accountId, personId: account.personId, reason: values["reason"] ?? "" });
      default:
        return refused("not_found");
    }
  }
}
