import { needsWord } from "#app/domain/pay/run-findings.ts";
import { acceptFindings } from "#app/operations/accept-findings.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { loadFindings } from "#db/queries/run-checks.server.ts";
import { findRun } from "#db/queries/runs.server.ts";

/** HR has looked at every list of a prepared run. */
export async function acceptAll(ctx: OperationContext, runId: string, accountId: string): Promise<void> {
  const [row, findings] = await Promise.all([findRun(ctx.store, runId), loadFindings(ctx.store, runId)]);
  const kinds = findings.filter((one) => needsWord(one.kind) && one.acceptedAt === null).map((one) => one.kind);
  if (kinds.length === 0) return;
  const accepted = await acceptFindings(ctx, { runId, accountId, contentHash: row!.contentHash, kinds, reason: "Looked at one by one" });
  if (!accepted.ok) throw new Error(accepted.code);
}
