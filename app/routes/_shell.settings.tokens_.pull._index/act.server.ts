import { redirect } from "@remix-run/node";
import { PULL_PRESET_NAMES } from "#app/domain/intake/pull-presets.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addPull } from "#app/operations/pull/save-pull.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

/** Makes a list by what the form says and goes to its page. */
export async function makePull(request: Request, context: AppContext, viewer: Viewer) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const t = translateIn(locale, "sources");
  const refuse = (fault: Refused) => refuseTyped(values, [fault], (code, facts) => t(`fault.${code}` as Key<"sources">, facts), locale);
  const preset = PULL_PRESET_NAMES.find((one) => one === values["preset"]);
  if (!preset) return refuse(refused("required", undefined, "preset"));
  const departmentId = values["departmentId"] ?? "";
  if (departmentId !== "" && !(await loadDepartments(context.store)).some((row) => row.id === departmentId)) return refuse(refused("required", undefined, "departmentId"));
  const made = await addPull(actingContext(context, viewer), { name: values["name"] ?? "", source: values["source"] ?? "", preset, providerIds: departmentId === "" ? null : [departmentId], personId: viewer.actor.personId });
  return made.ok ? redirect(`/settings/tokens/pull/${made.value.id}`) : refuse(made);
}
