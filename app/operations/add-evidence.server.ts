import { MOST_FILES, type SentFile } from "#app/domain/evidence/check-evidence.ts";
import { OPEN_DISPUTE_STATES } from "#app/domain/dispute/decide-dispute.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { findDispute, updateDispute } from "#db/queries/disputes.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { attachEvidence } from "./attach-evidence.server.ts";
import type { OperationContext } from "./context.ts";

export interface AddEvidence {
  readonly disputeId: string;
  readonly personId: string;
  readonly files: readonly SentFile[];
}

/** Adds files to an objection that is not decided yet; who decides reads what both sides brought. */
export async function addEvidence(ctx: OperationContext, { disputeId, personId, files }: AddEvidence): Promise<Result<{ readonly added: number }>> {
  const { store, now } = ctx;
  const row = await findDispute(store, disputeId);
  if (!row) return refused("not_found");
  if (!(OPEN_DISPUTE_STATES as readonly string[]).includes(row.state)) return refused("already_decided", { state: row.state });
  if (files.length === 0) return refused("no_files", { most: MOST_FILES }, "evidence");
  const evidence = await attachEvidence(ctx, files, { disputeId, attachedTo: "objection", personId });
  if (!evidence.ok) return evidence;
  try {
    // A new version: what the arbiter was just reading is no longer all there is.
    await store.writeAll((w) => [updateDispute(store, w, row, {}), ...evidence.value.build(w)], {
      at: now, actor: ctx.actor, action: "dispute.evidence", entity: "dispute", entityId: row.id, details: { files: evidence.value.keys },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ added: evidence.value.files.length });
}
