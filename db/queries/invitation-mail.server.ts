import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Names } from "#app/domain/names.ts";
import type { SurveyMail } from "#app/domain/survey/survey-mail.ts";
import type { Store } from "../store.ts";

export interface InvitationMail {
  readonly invitationId: string;
  readonly personId: string;
  readonly expiresAt: number;
  readonly state: "open" | "answered" | "expired" | "revoked";
  readonly email: string | null;
  readonly givenName: string;
  readonly surname: string;
  readonly zone: string;
  readonly surveyMail: SurveyMail | null;
  /** The receiver left. */
  readonly archivedAt: number | null;
  readonly title: string;
  readonly productName: Names;
  readonly providerName: Names;
  readonly deliveredAt: number | null;
  readonly sentAt: number | null;
  /** Who handed the question over, where somebody did. */
  readonly handedBy: string | null;
}

function selectMails(store: Store) {
  const { invitation: i, person: p, task: t, product: r, department: d } = store.t;
  const old = alias(i as never, "handed") as typeof i;
  const from = alias(p as never, "hander") as typeof p;
  return store.q
    .select({
      invitationId: i.id, personId: i.personId, expiresAt: i.expiresAt, state: i.state, email: p.email, givenName: p.givenName, surname: p.surname, zone: p.zone, surveyMail: p.surveyMail,
      archivedAt: p.archivedAt, title: t.title, productName: r.name, providerName: d.name, deliveredAt: t.deliveredAt, sentAt: i.sentAt,
      handedBy: sql<string | null>`case when ${from.id} is null then null else ${from.givenName} || ' ' || ${from.surname} end`,
    })
    .from(i)
    .innerJoin(p, eq(p.id, i.personId))
    .innerJoin(t, eq(t.id, i.taskId))
    .innerJoin(r, eq(r.id, t.productId))
    .innerJoin(d, eq(d.id, i.providerId))
    .leftJoin(old, eq(old.id, i.handedFrom))
    .leftJoin(from, eq(from.id, old.personId));
}

/** What the mail about an invitation says, looked up when it is sent. */
export async function loadInvitationMail(store: Store, invitationId: string): Promise<InvitationMail | null> {
  const rows = await selectMails(store).where(eq(store.t.invitation.id, invitationId));
  return rows[0] ?? null;
}

/** What a person may still answer, for one mail about several: what no mail asked about yet first, then the oldest. */
export async function loadWeeklyMail(store: Store, personId: string, now: number, limit: number): Promise<InvitationMail[]> {
  const { invitation: i, period: p } = store.t;
  const open = store.q.select({ month: p.month }).from(p).where(inArray(p.state, ["open", "review"]));
  return selectMails(store)
    .where(and(eq(i.personId, personId), eq(i.state, "open"), gt(i.expiresAt, now), isNull(store.t.person.archivedAt), sql`${i.period} in ${open}`))
    .orderBy(sql`case when ${i.sentAt} is null then 0 else 1 end`, asc(i.createdAt), asc(i.id))
    .limit(limit);
}
