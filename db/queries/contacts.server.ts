import { eq } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export function insertContacts(store: Store, w: Writer, rows: readonly { agreementId: string; personId: string; position: number }[]): Expecting[] {
  const { agreementContact: c } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(c).values([...part]).returning({ id: c.agreementId })));
}

/** Takes all contacts of an agreement out, as many as the caller has seen. */
export function deleteContacts(store: Store, w: Writer, agreementId: string, seen: number): Expecting {
  const { agreementContact: c } = store.t;
  return exactly(seen, w.delete(c).where(eq(c.agreementId, agreementId)).returning({ id: c.personId }));
}
