import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Subject } from "#app/domain/access/can.ts";
import type { VoiceSide } from "#app/domain/voice/decide-voice.ts";
import { departmentsOf } from "./work-scope.server.ts";
import type { VoiceRow } from "#db/queries/voices.server.ts";

type Parties = Pick<VoiceRow, "providerId" | "clientId" | "senderId" | "personId">;

/** What a client said, as the access table sees it: both departments read it, and whoever is thanked. */
export const voiceSubject = (row: Parties): Subject => ({ personIds: [row.senderId, ...(row.personId ? [row.personId] : [])], partyIds: [row.providerId, row.clientId] });

/** Whether a page offers to say something to a department: nobody speaks as a client of their own. The operation checks the whole tree. */
export const maySayTo = (actor: Actor, providerId: string): boolean => can(actor, "feedback.send") && actor.memberOf.length > 0 && !departmentsOf(actor).includes(providerId);

/**
 * The side on which somebody acts: who said it, or in their place who heads their department; else the provider's people. Who stands
 * above both is the provider's side: nobody closes what was said to their own people.
 */
export function voiceSides(actor: Actor, row: Parties): VoiceSide[] {
  if (!can(actor, "feedback.send")) return [];
  if (row.senderId === actor.personId) return ["client"];
  if (can(actor, "feedback.reply", { departmentIds: [row.providerId] })) return ["provider"];
  return actor.headOf.includes(row.clientId) ? ["client"] : [];
}
