import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { newId } from "../new-id.server.ts";
import type { Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export interface QueuedMail {
  /** One mail per key, however often it is queued. */
  readonly dedupeKey: string;
  readonly template: string;
  readonly locale: string;
  readonly personId: string;
  readonly refs: Readonly<Record<string, string>>;
  readonly notBefore: number;
}

/** Queues mails inside the caller's transaction. A key that is there already adds nothing. */
export function queueMails(store: Store, w: Writer | UnauditedWriter, mails: readonly QueuedMail[], now: number): Statement[] {
  if (mails.length === 0) return [];
  const { outbox } = store.t;
  return [
    (w as Writer)
      .insert(outbox)
      .values(
        mails.map((mail) => {
          const id = newId();
          return { ...mail, id, channel: "mail" as const, state: "waiting" as const, attempt: 0, leaseUntil: null, messageId: `${id}@concord`, sentAt: null, error: null, createdAt: now };
        }),
      )
      .onConflictDoNothing({ target: outbox.dedupeKey })
      .returning({ id: outbox.id }),
  ];
}

export interface OutboxMail extends QueuedMail {
  readonly id: string;
  readonly attempt: number;
  /** Deterministic: a repeat after a crash carries the same one. */
  readonly messageId: string;
}

/** Takes up to `limit` due mails for `leaseMs`; another sender does not see them meanwhile. */
export async function claimMails(store: Store, now: number, leaseMs: number, limit: number): Promise<OutboxMail[]> {
  const { outbox } = store.t;
  const due = await store.q
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, "waiting"), lte(outbox.notBefore, now), or(isNull(outbox.leaseUntil), lte(outbox.leaseUntil, now))))
    .orderBy(asc(outbox.notBefore), asc(outbox.id))
    .limit(limit);
  if (due.length === 0) return [];
  const rows = await store.writeUnaudited((w) =>
    due.map(({ id }) =>
      w
        .update(outbox)
        .set({ leaseUntil: now + leaseMs })
        .where(and(eq(outbox.id, id), eq(outbox.state, "waiting"), or(isNull(outbox.leaseUntil), lte(outbox.leaseUntil, now))))
        .returning({
          id: outbox.id, dedupeKey: outbox.dedupeKey, template: outbox.template, locale: outbox.locale, personId: outbox.personId,
          refs: outbox.refs, notBefore: outbox.notBefore, attempt: outbox.attempt, messageId: outbox.messageId,
        }) as Statement,
    ),
  );
  return rows.flat() as OutboxMail[];
}

/** A repeat waits 1, 2, 4 … minutes, at most a day; after 20 attempts the mail is dead and visible. */
const MAX_ATTEMPTS = 20;
const backOffMs = (attempt: number) => Math.min(60_000 * 2 ** (attempt - 1), 86_400_000);

export async function markSent(store: Store, id: string, now: number): Promise<void> {
  const { outbox } = store.t;
  await store.writeUnaudited((w) => [
    w.update(outbox).set({ state: "sent", sentAt: now, leaseUntil: null, error: null }).where(eq(outbox.id, id)).returning({ id: outbox.id }) as Statement,
  ]);
}

/** Ends a mail that has nothing left to say when its turn comes. */
export async function markDropped(store: Store, id: string): Promise<void> {
  const { outbox } = store.t;
  await store.writeUnaudited((w) => [w.update(outbox).set({ state: "dropped", leaseUntil: null, error: null }).where(eq(outbox.id, id)).returning({ id: outbox.id }) as Statement]);
}

/** Gives back what was claimed and not tried. */
export async function releaseMails(store: Store, ids: readonly string[]): Promise<void> {
  const { outbox } = store.t;
  if (ids.length === 0) return;
  await store.writeUnaudited((w) => [w.update(outbox).set({ leaseUntil: null }).where(and(inArray(outbox.id, [...ids]), eq(outbox.state, "waiting"))).returning({ id: outbox.id }) as Statement]);
}

/** Notes a failed try. A mail that can never go out (`isFinal`) is given up at once; others after the last try. */
export async function markFailed(store: Store, mail: Pick<OutboxMail, "id" | "attempt">, now: number, error: string, isFinal = false): Promise<void> {
  const { outbox } = store.t;
  const attempt = mail.attempt + 1;
  await store.writeUnaudited((w) => [
    w
      .update(outbox)
      .set({ attempt, state: isFinal || attempt >= MAX_ATTEMPTS ? "dead" : "waiting", notBefore: now + backOffMs(attempt), leaseUntil: null, error: error.slice(0, 300) })
      .where(eq(outbox.id, mail.id))
      .returning({ id: outbox.id }) as Statement,
  ]);
}
