import { nameIn, type Locale } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { SpokenObligation } from "#app/format/obligation-sentence.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import type { DepartmentRow, ProductRow } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Gives obligations the names that their sentences need. */
export interface ObligationSpeaker {
  readonly departments: ReadonlyMap<string, DepartmentRow>;
  readonly products: ReadonlyMap<string, ProductRow>;
  /** Name and id of the calendar by which a department works: its own, else the nearest above it. */
  calendarOf(departmentId: string): { readonly id: string; readonly name: string } | null;
  speak(agreement: AgreementRow, obligation: ObligationRow): SpokenObligation;
}

export async function openObligationSpeaker(store: Store, locale: Locale): Promise<ObligationSpeaker> {
  const [departments, products, calendars] = await Promise.all([loadDepartments(store, "all"), loadProducts(store), loadCalendars(store)]);
  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const productById = new Map(products.map((row) => [row.id, row]));
  const calendarById = new Map(calendars.map((row) => [row.calendarId, row]));
  const tree = departmentTree(departments);
  const calendarOf = (departmentId: string) => {
    const holder = tree.pathUp(departmentId).map((id) => departmentById.get(id)).find((row) => row?.calendarId);
    const found = holder?.calendarId ? calendarById.get(holder.calendarId) : undefined;
    return found ? { id: found.calendarId, name: nameIn(found.name, locale) } : null;
  };
  return {
    departments: departmentById,
    products: productById,
    calendarOf,
    speak: (agreement, { productId, terms, target, floor, weight, mode, teamId }) => ({
      product: nameIn(productById.get(productId)?.name ?? {}, locale),
      terms, target, floor, weight, mode,
      team: teamId ? nameIn(departmentById.get(teamId)?.name ?? {}, locale) : null,
      calendars: {
        provider: calendarOf(agreement.providerId)?.name ?? null,
        client: agreement.clientDepartmentId ? (calendarOf(agreement.clientDepartmentId)?.name ?? null) : null,
      },
    }),
  };
}
