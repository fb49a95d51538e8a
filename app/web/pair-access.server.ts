import { can } from "#app/domain/access/can.ts";
import type { Subject } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";
import { allow } from "./guard.server.ts";
import type { Viewer } from "./session.server.ts";

export interface PairSide {
  readonly id: string;
  readonly name: string;
}

/** Two departments as the address names them: the first serves the second, and the other way round. */
export interface Pair {
  readonly provider: PairSide;
  readonly client: PairSide;
}

type Ask = "agreement.read" | "relationship.read" | "relationship.edit";

/** The pair of an address. Throws 404 where one of the two does not exist, both are one, or it is not the viewer's to see. */
export async function pairFor(store: Store, viewer: Viewer, params: Readonly<Record<string, string | undefined>>, permission: Ask, locale: Locale): Promise<Pair> {
  const departments = await loadDepartments(store, "all");
  const [provider, client] = [params.providerId, params.clientId].map((id) => departments.find((row) => row.id === id));
  allow(viewer, permission, provider && client && provider.id !== client.id ? { partyIds: [provider.id, client.id] } : null);
  return { provider: { id: provider!.id, name: nameIn(provider!.name, locale) }, client: { id: client!.id, name: nameIn(client!.name, locale) } };
}

/** The parts of a relationship that not everybody sees who may read its agreements. */
export interface PairSight {
  readonly meetings: boolean;
  readonly mayMeet: boolean;
}

export function pairSight(viewer: Viewer, { provider, client }: Pair): PairSight {
  const subject: Subject = { partyIds: [provider.id, client.id] };
  return { meetings: can(viewer.actor, "relationship.read", subject), mayMeet: can(viewer.actor, "relationship.edit", subject) };
}
