import type { KeyRing } from "#db/key-ring.server.ts";
import { loadSealedUnderOthers, updateSealed, type SealedKey } from "#db/queries/sealed-values.server.ts";
import type { OperationContext } from "../context.ts";
import { hookSecrets } from "../hooks/hook-secrets.server.ts";
import { SEALED_PLACES, type SealedPlace } from "./sealed-places.server.ts";

/** Values of one transaction: it holds the database for some milliseconds. */
const BATCH = 200;

export interface Resealed {
  readonly table: string;
  readonly column: string;
  readonly values: number;
}

/** Opens a value and seals it anew under the newest key of its ring. */
type Reseal = (place: string, sealed: string) => string;

/**
 * Seals every value anew that rests under another key than the newest of its ring. Batch by batch, each with its audit entry: it may be
 * ended at any time and begun again, and goes on with what is left. Reads and writes of a running portal go on beside it, where that
 * knows the newest key already; a value that it writes meanwhile stays as it wrote it. Throws at a value that no key of the ring opens.
 */
export async function resealValues(ctx: OperationContext, secret: { readonly pay: KeyRing; readonly app: KeyRing }, progress: (done: Resealed) => void = () => undefined): Promise<readonly Resealed[]> {
  const { pay } = ctx.store;
  const hooks = hookSecrets(secret.app);
  const rings: Readonly<Record<SealedPlace["ring"], { readonly keyId: string; readonly reseal: Reseal }>> = {
    pay: { keyId: secret.pay.current.id, reseal: (place, sealed) => pay.seal(place, pay.open(place, sealed)) },
    app: { keyId: secret.app.current.id, reseal: (place, sealed) => hooks.seal(place, hooks.open(place, sealed)) },
  };
  const all: Resealed[] = [];
  for (const at of SEALED_PLACES) all.push({ table: at.table, column: at.column, values: await resealColumn(ctx, at, rings[at.ring], progress) });
  return all;
}

async function resealColumn({ store, now, actor }: OperationContext, at: SealedPlace, { keyId, reseal }: { readonly keyId: string; readonly reseal: Reseal }, progress: (done: Resealed) => void): Promise<number> {
  let values = 0;
  let after: SealedKey | null = null;
  for (;;) {
    const rows = await loadSealedUnderOthers(store, at, keyId, after, BATCH);
    if (rows.length === 0) return values;
    const sealed = rows.map((row) => ({ row, next: reseal(at.placeOf(row.key), row.sealed) }));
    await store.writeAll((w) => sealed.map(({ row, next }) => updateSealed(store, w, at, row, next)), {
      at: now, actor, action: "keys.reseal", entity: at.table, entityId: at.column, rows: rows.length, details: { ring: at.ring, key: keyId },
    });
    values += rows.length;
    after = rows.at(-1)!.key;
    progress({ table: at.table, column: at.column, values });
  }
}
