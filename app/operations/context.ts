import type { AuditActor, Store } from "#db/store.ts";

/** What every operation is given: where to read and write, what time it is, and for whom it acts. */
export interface OperationContext {
  readonly store: Store;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly actor: AuditActor;
}
