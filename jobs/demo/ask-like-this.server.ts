import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import { addDays, DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { handOverInvitation } from "#app/operations/hand-over-invitation.server.ts";
import { pauseRater } from "#app/operations/pause-rater.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { newId } from "#db/new-id.server.ts";
import { markBouncing } from "#db/queries/mail-states.server.ts";
import { markFailed, queueMails } from "#db/queries/outbox.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { loadOpenInvitations } from "#db/queries/ratings.server.ts";
import { insertSurveyPolicy } from "#db/queries/surveys.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

/** Longer than any open question of the demo company has waited. */
const POLICY_DAYS = 60;
/** The demo company's own question. */
export const DEMO_QUESTION = { kind: "scale", text: { en: "Would you ask them again?", ru: "Обратились бы к ним снова?" } } as const;
const NO_MAILBOX = "550 5.1.1 <mailbox>: no such user here";

/** How the demo company asks: a question of its own, two people who are not asked, a question handed over, and a mail that came back. */
export async function askLikeThis(ctx: OperationContext, accounts: DemoAccountIds): Promise<void> {
  await saveQuestion(ctx);
  const shown = new Set((await Promise.all(Object.values(accounts).map((id) => findAccount(ctx.store, { id })))).map((account) => account?.personId));
  const others = (await loadPeople(ctx.store)).filter((person) => !shown.has(person.id));
  await leaveOut(ctx, others.slice(-2).map((person) => person.id));
  await bounce(ctx, others[0]);
  const client = await findAccount(ctx.store, { id: accounts.client });
  if (client) await handOneOver(ctx, client.personId, others.map((person) => person.id));
}

async function saveQuestion(ctx: OperationContext): Promise<void> {
  const row = { id: newId(), survey: "transactional", policy: { ...DEFAULT_SURVEY_POLICY, questions: [DEMO_QUESTION] }, createdAt: ctx.now - POLICY_DAYS * DAY_MS, createdBy: null } as const;
  await ctx.store.writeAll((w) => [insertSurveyPolicy(ctx.store, w, row)], { at: ctx.now, actor: ctx.actor, action: "survey.policy", entity: "survey", entityId: "transactional" });
}

async function leaveOut(ctx: OperationContext, [away, blocked]: readonly string[]): Promise<void> {
  const today = localDateOf(zoneOf("Europe/Moscow"), ctx.now);
  if (away) await pauseRater(ctx, { personId: away, kind: "absence", from: today, until: addDays(today, 12) }, null);
  if (blocked) await pauseRater(ctx, { personId: blocked, kind: "block", from: today, until: null }, null);
}

async function bounce({ store, now, actor }: OperationContext, person: { readonly id: string; readonly email: string | null; readonly locale: string } | undefined): Promise<void> {
  const address = person?.email;
  if (!person || !address) return;
  const { outbox } = store.t;
  const mail = { dedupeKey: `demo-bounce:${person.id}`, template: "weekly_questions", locale: person.locale, personId: person.id, refs: {}, notBefore: now };
  await store.writeAll((w) => [...queueMails(store, w, [mail], now), markBouncing(store, w, { address, personId: person.id, since: now, said: NO_MAILBOX })], { at: now, actor, action: "mail.bounce", entity: "person", entityId: person.id });
  const [queued] = (await store.q.select({ id: outbox.id, attempt: outbox.attempt, key: outbox.dedupeKey }).from(outbox)).filter((row) => row.key === mail.dedupeKey);
  if (queued) await markFailed(store, queued, now, NO_MAILBOX, true);
}

/** The first colleague with an open question gives it to the person whom a visitor plays. */
async function handOneOver(ctx: OperationContext, toId: string, colleagues: readonly string[]): Promise<void> {
  const today = localDateOf(zoneOf("Europe/Moscow"), ctx.now);
  const memberships = await loadMemberships(ctx.store, today, today);
  const own = memberships.find((row) => row.personId === toId)?.departmentId;
  const near = memberships.filter((row) => row.departmentId === own && colleagues.includes(row.personId));
  for (const { personId: fromId } of near) {
    const [invitation] = await loadOpenInvitations(ctx.store, fromId, ctx.now);
    if (invitation && (await handOverInvitation(ctx, { invitationId: invitation.id, fromId, toId })).ok) return;
  }
}
