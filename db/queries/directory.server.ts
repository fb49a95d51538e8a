import { asc, eq, isNull } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import type { Store } from "../store.ts";

export interface OrganisationRow {
  readonly id: string;
  readonly name: Names;
  readonly zone: string;
  readonly country: string;
  readonly currency: string;
  readonly minorDigits: number;
  readonly dayEnd: "snap" | "eod";
  readonly payPeriod: "month" | "quarter";
  readonly firstPeriod: string;
  readonly isDemo: boolean;
  /** When it was founded here, epoch ms. */
  readonly createdAt: number;
}

/** The one organisation of this database, or null before the first setup. */
export async function loadOrganisation(store: Store): Promise<OrganisationRow | null> {
  const rows = await store.q.select().from(store.t.organisation).limit(1);
  return rows[0] ?? null;
}

export interface DepartmentRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly name: Names;
  readonly isTeam: boolean;
  readonly calendarId: string | null;
}

/** Departments in the order of their names; `all` has the archived ones too, which old agreements and tasks name. */
export async function loadDepartments(store: Store, which: "current" | "all" = "current"): Promise<DepartmentRow[]> {
  const { department: d } = store.t;
  return store.q
    .select({ id: d.id, parentId: d.parentId, code: d.code, name: d.name, isTeam: d.isTeam, calendarId: d.calendarId })
    .from(d)
    .where(which === "all" ? undefined : isNull(d.archivedAt))
    .orderBy(asc(d.sortKey), asc(d.id));
}

export interface ProductRow {
  readonly id: string;
  readonly code: string;
  readonly providerId: string;
  readonly kind: "goods" | "work" | "document" | "information";
  readonly name: Names;
}

export async function loadProducts(store: Store, providerId?: string): Promise<ProductRow[]> {
  const { product: p } = store.t;
  return store.q
    .select({ id: p.id, code: p.code, providerId: p.providerId, kind: p.kind, name: p.name })
    .from(p)
    .where(providerId ? eq(p.providerId, providerId) : isNull(p.archivedAt))
    .orderBy(asc(p.sortKey), asc(p.id));
}
