import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Subject } from "#app/domain/access/can.ts";
import type { CaseSide } from "#app/domain/improvement/decide-case.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { departmentsOf } from "./work-scope.server.ts";

type Parties = Pick<CaseRow, "providerId" | "clientId" | "ownerId">;

/** A case as the access table sees it: both departments read it, and its owner. */
export const caseSubject = (row: Parties): Subject => ({ personIds: row.ownerId ? [row.ownerId] : [], partyIds: row.clientId ? [row.providerId, row.clientId] : [row.providerId] });

/**
 * The side on which somebody acts, one at most: only the client concerned confirms, so whoever belongs to the provider or stands above
 * it is the provider's side. Where the client is a group or everyone the arbiter checks in their place, and then changes nothing else.
 */
export function caseSides(actor: Actor, row: Parties): CaseSide[] {
  const isProvider = departmentsOf(actor).includes(row.providerId) || row.ownerId === actor.personId;
  if (!isProvider && (row.clientId ? can(actor, "case.check", { departmentIds: [row.clientId] }) : can(actor, "case.check_for_many"))) return ["client"];
  return can(actor, "case.edit", { personIds: row.ownerId ? [row.ownerId] : [], departmentIds: [row.providerId] }) ? ["provider"] : [];
}
