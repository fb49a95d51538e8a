import { desc, eq } from "drizzle-orm";
import type { DocumentKind } from "#app/domain/document/layout.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type DocumentTextRow = Store["t"]["documentText"]["$inferSelect"];

/** Every text that a company ever set for a kind of document, the newest first. */
export async function loadDocumentTexts(store: Store, kind: DocumentKind): Promise<DocumentTextRow[]> {
  const { documentText: d } = store.t;
  return store.q.select().from(d).where(eq(d.kind, kind)).orderBy(desc(d.number));
}

export function insertDocumentTexts(store: Store, w: Writer, rows: readonly DocumentTextRow[]): Expecting {
  const { documentText: d } = store.t;
  return exactly(rows.length, w.insert(d).values([...rows]).returning({ number: d.number }));
}
