import { DAY_MS, dayOf, readDay } from "#app/domain/time/local-date.ts";
import { instantOf, localOf, zoneOf } from "#app/domain/time/zone.ts";
import { dateOfDay } from "#app/domain/time/local-date.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { saveIncident } from "#app/operations/declare-incident.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Sentences of refusals about incidents. */
export const sayOf = (locale: Locale) => {
  const t = translateIn(locale, "delays");
  return (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(`fault.${code}` as Key<"delays">, facts);
};

export async function departmentBoxes(store: Store, locale: Locale): Promise<{ value: string; label: string }[]> {
  return (await loadDepartments(store)).map((row) => ({ value: row.id, label: nameIn(row.name, locale) }));
}

/** `2026-03-04T10:00` of the organisation's zone; null for what is no instant. */
function instantFrom(text: string, zone: string): number | null {
  const found = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  if (!found || readDay(found[1]!) === null) return null;
  return instantOf(zoneOf(zone), dayOf(found[1]!) * DAY_MS + (Number(found[2]) * 60 + Number(found[3])) * 60_000);
}

/** An instant as the field shows it. */
export function fieldOf(instant: number, zone: string): string {
  const local = localOf(zoneOf(zone), instant);
  const day = Math.floor(local / DAY_MS);
  const minutes = Math.floor((local - day * DAY_MS) / 60_000);
  return `${dateOfDay(day)}T${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Saves the form of an incident, new where `incidentId` is null. */
export async function saveIncidentForm(request: Request, values: Readonly<Record<string, string>>, context: AppContext, viewer: Viewer, incidentId: string | null) {
  const { locale, zone } = await readPageFacts(request, context);
  const departmentIds = Object.keys(values).flatMap((name) => (name.startsWith("department:") && values[name] === "on" ? [name.slice("department:".length)] : []));
  const saved = await saveIncident(actingContext(context, viewer), {
    incidentId, rowVersion: Number(values["rowVersion"] ?? 0), by: { personId: viewer.actor.personId, departmentIds: departmentsOf(viewer.actor) },
    draft: { title: values["title"] ?? "", evidence: values["evidence"] ?? "", from: instantFrom(values["from"] ?? "", zone), to: instantFrom(values["to"] ?? "", zone), departmentIds },
  });
  if (!saved.ok) return refuseTyped(values, [saved], sayOf(locale), locale, saved.code === "changed_meanwhile" ? 409 : 422);
  return doneTyped(`/work/incidents/${saved.value.incidentId}`, context, { key: "flash.incident" });
}

