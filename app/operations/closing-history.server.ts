import { findAccount } from "#db/queries/accounts.server.ts";
import { loadClosingEntries } from "#db/queries/closing-check.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

export interface ClosingStepTaken {
  readonly step: "sealed" | "returned" | "expired" | "closed";
  readonly at: number;
  /** null: by the clock, or from the command line. */
  readonly person: { readonly surname: string; readonly givenName: string } | null;
  /** Why it was sent back. */
  readonly reason: string | null;
  /** Its place in the audit log, and the entry's HMAC: what the log can be compared with later. */
  readonly seq: number;
  readonly hmac: string;
}

const STEP_OF = { "period.seal": "sealed", "period.refuse_close": "returned", "period.seal_expired": "expired", "period.close": "closed" } as const;

/** How a month was closed, step by step, as the audit log has it. */
export async function closingHistory(store: Store, month: string): Promise<ClosingStepTaken[]> {
  const entries = await loadClosingEntries(store, month);
  const accountIds = [...new Set(entries.filter((entry) => entry.actorKind === "account").map((entry) => entry.actorId))];
  const accounts = await Promise.all(accountIds.map((id) => findAccount(store, { id })));
  const personOf = new Map(accounts.flatMap((account) => (account ? [[account.id, account.personId] as const] : [])));
  const people = personOf.size > 0 ? await loadPeople(store, [...new Set(personOf.values())]) : [];
  return entries.map(({ seq, at, action, actorId, details, hmac }) => {
    const person = people.find((one) => one.id === personOf.get(actorId));
    const told = action === "period.refuse_close" ? (JSON.parse(details) as { reason?: string }).reason : undefined;
    return { step: STEP_OF[action as keyof typeof STEP_OF], at, person: person ? { surname: person.surname, givenName: person.givenName } : null, reason: told ?? null, seq, hmac };
  });
}
