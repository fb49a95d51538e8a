import type { Kit } from "#db/columns/sqlite.ts";
import { CASE_ACTS } from "#app/domain/improvement/decide-case.ts";
import type { CaseChange } from "#app/domain/improvement/decide-case.ts";
import type { FollowUpPolicy } from "#app/domain/improvement/follow-up-policy.ts";
import { VOICE_ACTS } from "#app/domain/voice/decide-voice.ts";
import { VOICE_KINDS, VOICE_STATES } from "#app/domain/voice/voice-kind.ts";
import type { AgreementTables } from "./agreements.ts";
import type { PeopleTables } from "./people.ts";
import type { ResultTables } from "./results.ts";
import type { WorkTables } from "./work.ts";

export const VOICE_SIDES = ["client", "provider"] as const;

/** What clients say by themselves, and how it is answered. */
export function voiceTables(k: Kit, p: PeopleTables, a: AgreementTables, w: WorkTables) {
  const voice = k.table(
    "voice",
    {
      id: k.text().primaryKey(),
      /** Sender and form: the same press twice says it once. */
      dedupeKey: k.text().notNull().unique(),
      kind: k.word(VOICE_KINDS).notNull(),
      state: k.word(VOICE_STATES).notNull(),
      providerId: k.text().notNull().references(() => p.department.id),
      /** The sender's department. */
      clientId: k.text().notNull().references(() => p.department.id),
      senderId: k.text().notNull().references(() => p.person.id),
      taskId: k.text().references(() => w.task.id),
      productId: k.text().references(() => a.product.id),
      /** Who is thanked. */
      personId: k.text().references(() => p.person.id),
      subject: k.text().notNull(),
      /** Folded subject: what a search looks in. */
      searchKey: k.text().notNull(),
      /** YYYY-MM of its creation in the organisation's zone. */
      period: k.text().notNull(),
      createdAt: k.instant().notNull(),
      /** The reply that is owed now; since when it counts. Null = none is. */
      clockFrom: k.instant(),
      replyDueAt: k.instant(),
      /** The first reply that was owed, and given: what the figures count. */
      firstDueAt: k.instant(),
      firstRepliedAt: k.instant(),
      closedAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [
      k.index("voice_provider").on(t.providerId, t.period),
      k.index("voice_client").on(t.clientId, t.createdAt),
      k.index("voice_task").on(t.taskId),
      k.index("voice_waiting").on(t.replyDueAt).where(k.sql`${t.state} in ('open', 'reopened')`),
    ],
  );

  const voiceMessage = k.table(
    "voice_message",
    {
      voiceId: k.text().notNull().references(() => voice.id),
      number: k.int().notNull(),
      act: k.word(["say", ...VOICE_ACTS]).notNull(),
      side: k.word(VOICE_SIDES).notNull(),
      personId: k.text().notNull().references(() => p.person.id),
      text: k.text().notNull(),
      at: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.voiceId, t.number] })],
  );

  /** How soon is answered and improved; policies are added, the newest holds. */
  const followUpPolicy = k.table("follow_up_policy", {
    id: k.text().primaryKey(),
    policy: k.json<FollowUpPolicy>().notNull(),
    createdAt: k.instant().notNull().unique(),
    createdBy: k.text().references(() => p.person.id),
  });

  return { voice, voiceMessage, followUpPolicy };
}
export type VoiceTables = ReturnType<typeof voiceTables>;

/** What happened to an improvement case, and which earlier ones had the same cause. */
export function caseTables(k: Kit, p: PeopleTables, r: ResultTables) {
  const caseEntry = k.table(
    "case_entry",
    {
      caseId: k.text().notNull().references(() => r.improvementCase.id),
      /** Version of the case that it was done to. */
      number: k.int().notNull(),
      act: k.word(CASE_ACTS).notNull(),
      side: k.word(VOICE_SIDES).notNull(),
      personId: k.text().notNull().references(() => p.person.id),
      text: k.text().notNull(),
      changes: k.json<readonly CaseChange[]>().notNull(),
      at: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.caseId, t.number] })],
  );

  /** "The same cause again": a case and an earlier one of the same department. */
  const caseLink = k.table(
    "case_link",
    {
      caseId: k.text().notNull().references(() => r.improvementCase.id),
      earlierId: k.text().notNull().references(() => r.improvementCase.id),
      linkedBy: k.text().notNull().references(() => p.person.id),
      linkedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.caseId, t.earlierId] }), k.index("case_link_earlier").on(t.earlierId)],
  );

  return { caseEntry, caseLink };
}
