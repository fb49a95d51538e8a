/** Who acts, as the decisions about four eyes need it: two accounts of one person are one person. */
export interface ActingPerson {
  readonly accountId: string;
  readonly personId: string;
  /** Roles held now, each with the instant since when without a break. */
  readonly roles: readonly { readonly role: string; readonly heldSince: number }[];
}

/** Has the person held the role for at least `heldForMs` at `now`? */
export function holdsRole(actor: ActingPerson, role: string, now: number, heldForMs = 0): boolean {
  return actor.roles.some((held) => held.role === role && now - held.heldSince >= heldForMs);
}
