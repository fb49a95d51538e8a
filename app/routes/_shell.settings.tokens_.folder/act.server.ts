import { refused, type Result } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addWatchRule, changeWatchRule, retryWatchedFile } from "#app/operations/feeds/save-watch-rule.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

/** Makes a rule, changes one, or tries a failed file again, by what the form says. */
export async function actOnFolder(request: Request, context: AppContext, viewer: Viewer) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const done = await act(context, viewer, values);
  if (done.ok) return doneTyped("/settings/tokens/folder", context);
  const t = translateIn(locale, "sources");
  return refuseTyped(values, [done], (code, facts) => t(`fault.${code}` as Key<"sources">, facts), locale);
}

async function act(context: AppContext, viewer: Viewer, values: Readonly<Record<string, string>>): Promise<Result<unknown>> {
  const ctx = actingContext(context, viewer);
  const how = (["on", "off", "up", "remove"] as const).find((one) => one === values["intent"]);
  if (how) return changeWatchRule(ctx, values["rule"] ?? "", how);
  if (values["intent"] === "retry") return retryWatchedFile(ctx, values["file"] ?? "");
  const departmentId = values["departmentId"] ?? "";
  if (departmentId !== "" && !(await loadDepartments(context.store)).some((row) => row.id === departmentId)) return refused("required", undefined, "departmentId");
  return addWatchRule(ctx, { glob: values["glob"] ?? "", source: values["source"] ?? "", providerIds: departmentId === "" ? null : [departmentId], mayCreate: values["mayCreate"] === "on", personId: viewer.actor.personId });
}
