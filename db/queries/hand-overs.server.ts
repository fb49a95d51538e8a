import { alias } from "drizzle-orm/sqlite-core";
import { and, eq, gte, inArray, isNotNull } from "drizzle-orm";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { NewInvitation } from "./ratings.server.ts";

/** People who were asked about a delivery, also those who handed the question over. */
export async function loadAskedAbout(store: Store, taskId: string): Promise<ReadonlySet<string>> {
  const { invitation: i } = store.t;
  const rows = await store.q.select({ personId: i.personId }).from(i).where(eq(i.taskId, taskId));
  return new Set(rows.map((row) => row.personId));
}

/** The invitation of the colleague who takes over: the only one of theirs about the task, or the whole hand-over is refused. */
export function insertTakenOver(store: Store, w: Writer, row: NewInvitation): Expecting {
  const { invitation: i } = store.t;
  return exactly(1, w.insert(i).values(row).returning({ id: i.id }));
}

/** Whether a question was handed over, so that its old link can say so. */
export async function wasHandedOver(store: Store, invitationId: string): Promise<boolean> {
  const { invitation: i } = store.t;
  return (await store.q.select({ id: i.id }).from(i).where(eq(i.handedFrom, invitationId)).limit(1)).length > 0;
}

export interface HandedQuestion {
  /** The invitation that holds now. */
  readonly invitationId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly taskId: string | null;
  readonly title: string | null;
  readonly at: number;
}

/** Questions that a person handed over or took over since an instant, the newest first. */
export async function loadHandOvers(store: Store, personId: string, since: number): Promise<HandedQuestion[]> {
  const { invitation: i, task: t } = store.t;
  const old = alias(i as never, "handed") as typeof i;
  const handed = () =>
    store.q.select({ invitationId: i.id, fromId: old.personId, toId: i.personId, taskId: i.taskId, title: t.title, at: i.createdAt }).from(i).innerJoin(old, eq(old.id, i.handedFrom)).leftJoin(t, eq(t.id, i.taskId));
  // One question for both sides would walk all invitations; each side alone has an index. A person hands nothing to themselves.
  const gone = await store.q.select({ id: i.id }).from(i).where(and(eq(i.personId, personId), eq(i.state, "revoked")));
  const [taken, given] = await Promise.all([
    handed().where(and(eq(i.personId, personId), isNotNull(i.handedFrom), gte(i.createdAt, since))),
    gone.length === 0 ? [] : handed().where(and(inArray(i.handedFrom, gone.map((row) => row.id)), gte(i.createdAt, since))),
  ]);
  return [...taken, ...given].sort((a, b) => b.at - a.at || compareCodePoints(b.invitationId, a.invitationId));
}

/** The person who handed an invitation over. */
export async function findHander(store: Store, invitationId: string): Promise<{ readonly surname: string; readonly givenName: string; readonly patronymic: string | null } | null> {
  const { invitation: i, person: p } = store.t;
  const rows = await store.q.select({ surname: p.surname, givenName: p.givenName, patronymic: p.patronymic }).from(i).innerJoin(p, eq(p.id, i.personId)).where(eq(i.id, invitationId));
  return rows[0] ?? null;
}
