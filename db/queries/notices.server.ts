import { newId } from "../new-id.server.ts";
import type { Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export interface NewNotice {
  /** One notice per key, however often it is given. */
  readonly dedupeKey: string;
  readonly personId: string;
  readonly kind: string;
  readonly refs: Readonly<Record<string, string>>;
}

/** Puts notices into inboxes inside the caller's transaction. A key that is there already adds nothing. */
export function insertNotices(store: Store, w: Writer | UnauditedWriter, notices: readonly NewNotice[], now: number): Statement[] {
  if (notices.length === 0) return [];
  const { notice: n } = store.t;
  return [
    (w as Writer)
      .insert(n)
      .values(notices.map((row) => ({ ...row, id: newId(), createdAt: now, readAt: null })))
      .onConflictDoNothing({ target: n.dedupeKey })
      .returning({ id: n.id }),
  ];
}
