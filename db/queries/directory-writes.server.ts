import type { Names } from "#app/domain/names.ts";
import { foldKey, nameIn } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export interface NewDepartment {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly name: Names;
  readonly isTeam: boolean;
  readonly calendarId?: string | null;
}

export function insertDepartments(store: Store, w: Writer, rows: readonly NewDepartment[]): Expecting[] {
  const { department: d } = store.t;
  return chunks(rows).map((part) =>
    exactly(part.length, w.insert(d).values(part.map((row) => ({ ...row, calendarId: row.calendarId ?? null, sortKey: foldKey(nameIn(row.name, "ru")), archivedAt: null }))).returning({ id: d.id })),
  );
}

export interface NewProduct {
  readonly id: string;
  readonly code: string;
  readonly providerId: string;
  readonly kind: "goods" | "work" | "document" | "information";
  readonly name: Names;
}

export function insertProducts(store: Store, w: Writer, rows: readonly NewProduct[]): Expecting[] {
  const { product: p } = store.t;
  return chunks(rows).map((part) =>
    exactly(part.length, w.insert(p).values(part.map((row) => ({ ...row, description: null, unit: null, sortKey: foldKey(nameIn(row.name, "ru")), archivedAt: null }))).returning({ id: p.id })),
  );
}
