import { can } from "#app/domain/access/can.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadTurnedDown, loadWaitingRequests } from "#db/queries/access-requests.server.ts";
import type { AccessRequestRow } from "#db/queries/access-requests.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadFactorRoles } from "#db/queries/second-factors.server.ts";

const MOST_TURNED_DOWN = 20;

/** What waits for a second person, what was turned down lately, and which roles need a second factor. */
export async function readRequests({ store }: AppContext, viewer: Viewer, { locale }: PageFacts) {
  const [waiting, turnedDown, factorRoles] = await Promise.all([loadWaitingRequests(store), loadTurnedDown(store, MOST_TURNED_DOWN), loadFactorRoles(store)]);
  const ids = [...new Set([...waiting, ...turnedDown].flatMap((row) => [row.personId, row.askedBy, row.decidedBy].flatMap((id) => id ?? [])))];
  const nameOf = new Map((ids.length === 0 ? [] : await loadPeople(store, ids)).map((person) => [person.id, personName(person, locale)]));
  const { personId } = viewer.actor;
  const shown = (row: AccessRequestRow) => ({
    id: row.id, kind: row.kind, role: row.role, reason: row.reason, person: nameOf.get(row.personId) ?? "", askedBy: row.askedBy === null ? null : (nameOf.get(row.askedBy) ?? ""), askedAt: row.askedAt,
    state: row.state, decidedBy: row.decidedBy === null ? null : (nameOf.get(row.decidedBy) ?? ""), decidedAt: row.decidedAt,
  });
  const mayConfirm = can(viewer.actor, "role.confirm");
  return {
    waiting: waiting.map((row) => ({ ...shown(row), isOwn: row.askedBy === personId, mayConfirm: mayConfirm && row.askedBy !== personId && row.personId !== personId, mayTurnDown: mayConfirm })),
    turnedDown: turnedDown.map(shown),
    factorRoles: [...factorRoles],
  };
}
export type RequestsShown = Awaited<ReturnType<typeof readRequests>>;
