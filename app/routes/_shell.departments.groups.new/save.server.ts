import { saveClientGroup } from "#app/operations/save-client-group.server.ts";
import { refused } from "#app/domain/refusal.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { idByNumber } from "#app/web/find-by-number.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, namesOf, refuseTyped } from "#app/web/typed-form.server.ts";
import { sayOf } from "../_shell.departments.new/form.server.ts";

/** Saves the form of a client group, new where `id` is null. */
export async function saveGroupForm(request: Request, values: Readonly<Record<string, string>>, context: AppContext, viewer: Viewer, id: string | null) {
  const locale = await localeFor(request, context);
  const typed = values["representativeId"] ?? "";
  const representativeId = (await idByNumber(context.store, typed)) || null;
  if (typed !== "" && representativeId === null) return refuseTyped(values, [refused("no_person", undefined, "representativeId")], sayOf(locale), locale);
  const saved = await saveClientGroup(actingContext(context, viewer), { id, code: values["code"] ?? "", name: namesOf(values["nameEn"], values["nameRu"]), representativeId });
  return saved.ok ? doneTyped(`/departments/groups/${saved.value.groupId}`, context) : refuseTyped(values, [saved], sayOf(locale), locale);
}
