import { refused } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { holdsRole, type ActingPerson } from "./acting-person.ts";
import type { GrantedRole } from "./actor.ts";

/** A granted role acts so long after the second person confirmed it: time for everybody who watches to object. */
export const COOLING_MS = 24 * 3_600_000;

/** Who may confirm what an admin asked for. */
const CONFIRMERS = ["admin", "hr"] as const;

/** What was asked for, with what stands of it now. */
export interface AccessAsked {
  readonly personId: string;
  /** null = the command line. */
  readonly askedBy: string | null;
  readonly state: "waiting" | "confirmed" | "refused" | "withdrawn";
}

/** Whether an admin may ask for something about a person; `held` are the person's roles that hold or begin later, `waiting` those asked for. */
export function mayAskForRole(asker: Pick<ActingPerson, "personId">, personId: string, role: GrantedRole, held: readonly string[], waiting: readonly string[]): Refused | null {
  if (asker.personId === personId) return refused("own_role");
  if (held.includes(role)) return refused("role_held");
  return waiting.includes(role) ? refused("role_waiting") : null;
}

/**
 * Whether somebody may confirm what was asked for: another person than the one who asked and the one it is for, whatever accounts they
 * use, with a role that confirms; and the one who asked is still an admin. `askerRoles` is null where the command line asked.
 */
export function mayConfirm(confirmer: ActingPerson, asked: AccessAsked, askerRoles: readonly string[] | null, now: number): Refused | null {
  if (asked.state !== "waiting") return refused("changed_meanwhile");
  if (!CONFIRMERS.some((role) => holdsRole(confirmer, role, now))) return refused("not_a_confirmer");
  if (confirmer.personId === asked.personId) return refused("own_role");
  if (confirmer.personId === asked.askedBy) return refused("same_person");
  return asked.askedBy !== null && !askerRoles?.includes("admin") ? refused("asker_is_no_admin") : null;
}
