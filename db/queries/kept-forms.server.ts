import { eq } from "drizzle-orm";
import type { Statement, Store } from "../store.ts";

/** What its sealed content is bound to. */
export const keptFormPlace = (id: string): string => `kept_form/${id}/content`;

export interface KeptFormRow {
  readonly id: string;
  readonly sessionHash: string;
  readonly contentSealed: string;
  readonly expiresAt: number;
}

export async function insertKeptForm(store: Store, row: KeptFormRow): Promise<void> {
  const { keptForm: f } = store.t;
  await store.writeUnaudited((w) => [w.insert(f).values(row).returning({ id: f.id }) as Statement]);
}

export async function findKeptForm(store: Store, id: string): Promise<KeptFormRow | null> {
  const { keptForm: f } = store.t;
  return (await store.q.select().from(f).where(eq(f.id, id)))[0] ?? null;
}
