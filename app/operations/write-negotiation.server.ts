import type { AgreementEvent } from "#app/domain/agreement/agreement-life.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { highestEvent, insertAgreementEvents } from "#db/queries/negotiation.server.ts";
import type { EventRow } from "#db/queries/negotiation.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { AuditEntry, Expecting, Statement, Store, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import type { Negotiation } from "./negotiation-state.server.ts";

/** Events of one version as rows; `after` is the highest number of the agreement's thread. */
export function eventRows(ctx: OperationContext, found: Pick<Negotiation, "agreement" | "who" | "actsFor">, versionId: string, events: readonly AgreementEvent[], after: number): EventRow[] {
  return events.map((event, index) => ({
    id: newId(), agreementId: found.agreement.id, versionId, seq: after + index + 1, type: event.type, side: event.side, personId: found.who.personId,
    forPersonId: event.side === null || event.side === "superior" ? null : found.actsFor(event.side), at: ctx.now, text: event.text ?? null, target: event.target ?? null,
    contentHash: event.contentHash ?? null, address: event.contentHash === undefined ? null : (ctx.actor.address ?? null), facts: event.facts ?? {},
  }));
}

export interface VersionEvents {
  readonly versionId: string;
  readonly events: readonly AgreementEvent[];
}

/**
 * Writes what was decided with its events in one transaction. `changed_meanwhile` when another was faster:
 * nothing is written then.
 */
export async function writeNegotiation(
  ctx: OperationContext, found: Pick<Negotiation, "agreement" | "who" | "actsFor">, happened: readonly VersionEvents[], build: (store: Store, w: Writer) => readonly (Expecting | Statement)[],
  audit: Pick<AuditEntry, "action" | "entityId" | "details">,
): Promise<Result<null, "changed_meanwhile">> {
  const { store, now } = ctx;
  let after = await highestEvent(store, found.agreement.id);
  const rows = happened.flatMap(({ versionId, events }) => {
    const part = eventRows(ctx, found, versionId, events, after);
    after += part.length;
    return part;
  });
  try {
    await store.writeAll((w) => [...build(store, w), ...insertAgreementEvents(store, w, rows)], { at: now, actor: ctx.actor, entity: "agreement_version", ...audit });
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
