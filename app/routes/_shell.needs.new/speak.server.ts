import { can } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Sentences of refusals about needs and profiles. */
export const sayNeed = (locale: Locale) => {
  const t = translateIn(locale, "needs");
  return (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(`fault.${code}` as Key<"needs">, facts);
};

/** Whether the viewer may do this as a party in the department's name. */
export const mayFor = (viewer: Viewer, permission: Permission, ...departmentIds: readonly string[]): boolean => can(viewer.actor, permission, { partyIds: departmentIds });

/** Departments that the viewer speaks for as a client. */
export async function ownClients(store: Store, viewer: Viewer, locale: Locale) {
  return (await loadDepartments(store)).filter((row) => !row.isTeam && mayFor(viewer, "profile.edit", row.id)).map((row) => ({ value: row.id, label: nameIn(row.name, locale) }));
}
