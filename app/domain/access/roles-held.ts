/** A role given to a person: half open in epoch ms; `to` null = until further notice. */
export interface DatedRole {
  readonly role: string;
  readonly from: number;
  readonly to: number | null;
}

/**
 * Roles held at `now`, each with the instant since when without a break: a grant that follows on another
 * of the same role, or overlaps it, continues it.
 */
export function rolesHeld(
  grants: readonly DatedRole[],
  now: number
): { role: string; heldSince: number }[] {
  const held: { role: string; heldSince: number }[] = [];
  for (const role of new Set(grants.map((grant) => grant.role))) {
    const spans = grants
      .filter((grant) => grant.role === role && grant.from <= now)
      .sort((a, b) => a.from - b.from);
    let since: number | null = null;
    let until = -Infinity;
    for (const { from, to } of spans) {
      if (since === null || from > until) since = from;
      until = Math.max(until, to ?? Infinity);
    }
    if (since !== null && until > now) held.push({ role, heldSince: since });
  }
  return held;
}
