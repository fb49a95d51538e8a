/** Roles of design.md section 2. Everyone who is signed in is an employee; heads and deputies follow from the departments. */
export const ROLES = [
  "employee",
  "head",
  "deputy",
  "hr",
  "arbiter",
  "director",
  "admin",
  "auditor",
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that are granted to an account, dated, for the whole organisation. */
export const GRANTED_ROLES = ["hr", "arbiter", "director", "admin", "auditor"] as const;
export type GrantedRole = (typeof GRANTED_ROLES)[number];

/** What a deputy may do in the head's place. */
export const DEPUTY_SCOPES = ["sign", "accept", "rate", "decide", "approve"] as const;
export type DeputyScope = (typeof DEPUTY_SCOPES)[number];

export interface HeldRole {
  readonly role: GrantedRole;
  /** Epoch ms; an approval needs a role held for 7 days (design.md section 8). */
  readonly since: number;
}

/** The signed-in person at one instant: only what holds at that instant is listed. */
export interface Actor {
  readonly personId: string;
  readonly accountId: string;
  readonly roles: readonly HeldRole[];
  /** Departments of the memberships, and every department above them: a team is served under its department's agreements. */
  readonly memberOf: readonly string[];
  /** Departments that the person heads, and every department below them. */
  readonly headOf: readonly string[];
  /** Departments that the person stands in for, and every department below them. */
  readonly deputyOf: readonly {
    readonly departmentId: string;
    readonly scopes: readonly DeputyScope[];
  }[];
}

/** Whether the actor holds a role now; everyone is an employee. */
export function holdsRole(actor: Actor, role: Role): boolean {
  switch (role) {
    case "employee":
      return true;
    case "head":
      return actor.headOf.length > 0;
    case "deputy":
      return actor.deputyOf.length > 0;
    default:
      return actor.roles.some((held) => held.role === role);
  }
}
