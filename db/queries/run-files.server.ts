import { desc, eq, and } from "drizzle-orm";
import type { ExportProfile } from "#app/domain/pay/pay-file.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type PayFormatRow = Store["t"]["payFormat"]["$inferSelect"];
export type RunExportRow = Store["t"]["runExport"]["$inferSelect"];

/** What payroll checks a file with before it takes it. */
export interface ExportManifest {
  readonly runId: string;
  readonly plan: string;
  readonly planVersion: number;
  readonly period: string;
  readonly profile: string;
  readonly encoding: string;
  readonly currency: string;
  readonly minorDigits: number;
  readonly rows: number;
  /** Sum of the amounts in minor units, money only. */
  readonly totalMinor: number;
  readonly calculatedBy: string;
  readonly approvedBy: readonly string[];
  readonly contentHash: string;
  readonly fileName: string;
  readonly sha256: string;
}

export const manifestPlace = (id: string): string => `run_export:${id}`;

export const sealManifest = (store: Store, id: string, manifest: ExportManifest): string => store.pay.seal(manifestPlace(id), manifest);
export const openManifest = (store: Store, row: Pick<RunExportRow, "id" | "manifestSealed">): ExportManifest => store.pay.open<ExportManifest>(manifestPlace(row.id), row.manifestSealed);

/** Files of a run that left for payroll, newest first. */
export async function loadRunExports(store: Store, runId: string, limit: number): Promise<RunExportRow[]> {
  const { runExport: e } = store.t;
  return store.q.select().from(e).where(eq(e.runId, runId)).orderBy(desc(e.exportedAt), desc(e.id)).limit(limit);
}

export async function findRunExport(store: Store, runId: string, id: string): Promise<RunExportRow | null> {
  const { runExport: e } = store.t;
  const rows = await store.q.select().from(e).where(and(eq(e.runId, runId), eq(e.id, id)));
  return rows[0] ?? null;
}

export function insertRunExport(store: Store, w: Writer, row: RunExportRow): Expecting {
  const { runExport: e } = store.t;
  return exactly(1, w.insert(e).values(row).returning({ id: e.id }));
}

/** The columns of a format where the company changed them. */
export async function findPayFormat(store: Store, profile: ExportProfile): Promise<PayFormatRow | null> {
  const { payFormat: f } = store.t;
  const rows = await store.q.select().from(f).where(eq(f.profile, profile));
  return rows[0] ?? null;
}

/** Writes the columns of a format whose version was seen; 0 = there was none. */
export function writePayFormat(store: Store, w: Writer, row: Omit<PayFormatRow, "rowVersion">, seenVersion: number): Expecting {
  const { payFormat: f } = store.t;
  const { columns, changedBy, changedAt } = row;
  if (seenVersion === 0) return exactly(1, w.insert(f).values({ ...row, rowVersion: 1 }).returning({ profile: f.profile }));
  return exactly(1, w.update(f).set({ columns, changedBy, changedAt, rowVersion: seenVersion + 1 }).where(and(eq(f.profile, row.profile), eq(f.rowVersion, seenVersion))).returning({ profile: f.profile }));
}
