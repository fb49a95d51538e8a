import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findNewestPublished, loadPercents } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";

export interface TeamPercent {
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly period: string;
  readonly payoutBp: number | null;
}

/** Percents of the newest published period for the people of the actor's departments; never an amount. */
export async function readTeam(store: Store, actor: Actor): Promise<TeamPercent[]> {
  const candidates = [...new Set([...actor.headOf, ...actor.deputyOf.map((one) => one.departmentId)])];
  const departmentIds = candidates.filter((id) => can(actor, "statement.read_percent", { departmentIds: [id] }));
  if (departmentIds.length === 0) return [];
  const period = await findNewestPublished(store, departmentIds);
  if (period === null) return [];
  const rows = (await loadPercents(store, departmentIds, period)).filter((row) => row.personId !== actor.personId);
  const people = new Map((await loadPeople(store, rows.map((row) => row.personId))).map((person) => [person.id, person]));
  return rows.flatMap((row) => {
    const person = people.get(row.personId);
    return person ? [{ personId: row.personId, surname: person.surname, givenName: person.givenName, period, payoutBp: row.payoutBp }] : [];
  });
}
