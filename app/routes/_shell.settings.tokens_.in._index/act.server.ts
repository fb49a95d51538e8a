import { json } from "@remix-run/node";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { HOOK_SCHEMES } from "#app/domain/intake/hook-scheme.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, readTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

export interface HookMade {
  readonly form: TypedForm;
  /** A hook that was just made: no later answer has its secret. */
  readonly made: { readonly secret: string | null; readonly address: string } | null;
}

/** Makes a hook by what the form says. */
export async function makeHookIn(request: Request, context: AppContext, viewer: Viewer) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const t = translateIn(locale, "hooks");
  // A secret that was typed in is not sent back to the page.
  const kept = { ...values, secret: "" };
  const refuse = (fault: Refused) => json<HookMade>({ form: { values: kept, faults: { [fault.field ?? "form"]: t(`fault.${fault.code}` as Key<"hooks">, fault.facts) } }, made: null }, { status: 422 });
  const scheme = HOOK_SCHEMES.find((one) => one === values["scheme"]);
  if (!scheme) return refuse(refused("required", undefined, "scheme"));
  const departmentId = values["departmentId"] ?? "";
  if (departmentId !== "" && !(await loadDepartments(context.store)).some((row) => row.id === departmentId)) return refuse(refused("required", undefined, "departmentId"));
  const made = await addHookIn(actingContext(context, viewer), context.appSecret, {
    name: values["name"] ?? "", source: values["source"] ?? "", scheme, secret: values["secret"] ?? "", providerIds: departmentId === "" ? null : [departmentId], personId: viewer.actor.personId,
  });
  return made.ok ? json<HookMade>({ form: freshForm({ scheme }), made: { secret: made.value.secret, address: `${context.publicOrigin}/api/v1/hooks/${made.value.id}` } }) : refuse(made);
}
