import type { TypedForm } from "#app/components/typed-form.ts";
import type { TypedChoice } from "#app/components/typed-field.tsx";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { saveDepartment } from "#app/operations/save-department.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, namesOf, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Sentences of refusals about the organisation. */
export const sayOf = (locale: Locale) => {
  const t = translateIn(locale, "organisation");
  return (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(`fault.${code}` as Key<"organisation">, facts);
};

/** What a department may hang below and count its time by. */
export async function departmentChoices(store: Store, locale: Locale): Promise<{ readonly parents: readonly TypedChoice[]; readonly calendars: readonly TypedChoice[] }> {
  const [departments, calendars] = await Promise.all([loadDepartments(store), loadCalendars(store)]);
  return {
    parents: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })),
    calendars: calendars.map((row) => ({ value: row.calendarId, label: nameIn(row.name, locale) })),
  };
}

/** Saves the form of a department, new where `id` is null. */
export async function saveDepartmentForm(request: Request, context: AppContext, viewer: Viewer, id: string | null) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const draft = {
    id, code: values["code"] ?? "", name: namesOf(values["nameEn"], values["nameRu"]),
    parentId: values["parentId"] || null, calendarId: values["calendarId"] || null, isTeam: values["isTeam"] === "on",
  };
  const saved = await saveDepartment(actingContext(context, viewer), draft);
  if (!saved.ok) return refuseTyped(values, saved.faults, sayOf(locale), locale);
  return doneTyped(`/departments/${saved.departmentId}`, context, saved.tasks > 0 ? { key: "flash.savedTasks", values: { count: saved.tasks } } : undefined);
}

export type DepartmentForm = TypedForm;
