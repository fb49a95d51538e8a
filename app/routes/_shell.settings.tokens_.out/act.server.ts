import { json } from "@remix-run/node";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { HAPPENINGS, OUTGOING_PROFILES } from "#app/domain/notice/outgoing-hook.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addHookOut, retryHookOut, switchHookOut } from "#app/operations/hooks/save-hook-out.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

export interface HookOutMade {
  readonly form: TypedForm;
  /** The signing secret of one that was just made; no later answer has it. */
  readonly secret: string | null;
}

/** Makes or switches an outgoing webhook, or sends again what it gave up, by what the form says. */
export async function actOnHooksOut(request: Request, context: AppContext, viewer: Viewer) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const t = translateIn(locale, "hooks");
  const ctx = actingContext(context, viewer);
  // A token that was typed in is not sent back to the page.
  const refuse = (fault: Refused) => json<HookOutMade>({ form: { values: { ...values, token: "" }, faults: { [fault.field ?? "form"]: t(`fault.${fault.code}` as Key<"hooks">, fault.facts) } }, secret: null }, { status: 422 });
  const { intent, id = "" } = values;
  if (intent === "on" || intent === "off" || intent === "retry") {
    const done = intent === "retry" ? await retryHookOut(ctx, id) : await switchHookOut(ctx, id, intent === "on");
    return done.ok ? doneTyped("/settings/tokens/out", context) : refuse(done);
  }
  const profile = OUTGOING_PROFILES.find((one) => one === values["profile"]);
  if (!profile) return refuse(refused("required", undefined, "profile"));
  const departmentId = values["departmentId"] ?? "";
  if (departmentId !== "" && !(await loadDepartments(context.store)).some((row) => row.id === departmentId)) return refuse(refused("required", undefined, "departmentId"));
  const made = await addHookOut(
    ctx, context.appSecret,
    {
      name: values["name"] ?? "", profile, target: { url: values["url"] ?? "", token: values["token"] ?? "", chat: values["chat"] ?? "" }, happenings: HAPPENINGS.filter((one) => values[one] === "on"),
      departmentIds: departmentId === "" ? null : [departmentId], locale: values["locale"] === "ru" ? "ru" : "en", personId: viewer.actor.personId,
    },
    context.mode !== "production",
  );
  return made.ok ? json<HookOutMade>({ form: freshForm({ profile, locale, promise_breached: "on" }), secret: made.value.secret }) : refuse(made);
}
