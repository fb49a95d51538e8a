import { eq } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import type { Store } from "../store.ts";

export interface InvitationMail {
  readonly invitationId: string;
  readonly expiresAt: number;
  readonly state: "open" | "answered" | "expired" | "revoked";
  readonly email: string | null;
  readonly givenName: string;
  readonly surname: string;
  readonly locale: "en" | "ru";
  readonly zone: string;
  readonly title: string;
  readonly productName: Names;
  readonly providerName: Names;
  readonly deliveredAt: number | null;
}

/** What the mail about an invitation says, looked up when it is sent. */
export async function loadInvitationMail(store: Store, invitationId: string): Promise<InvitationMail | null> {
  const { invitation: i, person: p, task: t, product: r, department: d } = store.t;
  const rows = await store.q
    .select({
      invitationId: i.id, expiresAt: i.expiresAt, state: i.state, email: p.email, givenName: p.givenName, surname: p.surname, locale: p.locale, zone: p.zone,
      title: t.title, productName: r.name, providerName: d.name, deliveredAt: t.deliveredAt,
    })
    .from(i)
    .innerJoin(p, eq(p.id, i.personId))
    .innerJoin(t, eq(t.id, i.taskId))
    .innerJoin(r, eq(r.id, t.productId))
    .innerJoin(d, eq(d.id, i.providerId))
    .where(eq(i.id, invitationId));
  return rows[0] ?? null;
}
