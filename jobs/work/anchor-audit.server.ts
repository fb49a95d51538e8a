import { loadAuditHead } from "#db/queries/audit.server.ts";
import { addAnchor, anchorFile, readAnchors } from "#jobs/audit-anchors.server.ts";
import type { JobContext } from "#jobs/job.ts";

/**
 * Notes the head of the audit chain outside the database. Whoever holds database and key could write a whole chain
 * anew, or cut its end off; what is copied to another machine meanwhile tells it.
 */
export async function anchorAudit(ctx: JobContext): Promise<Readonly<Record<string, number>>> {
  const head = await loadAuditHead(ctx.store);
  const file = anchorFile(ctx.env.dataDir);
  const newest = readAnchors(file).at(-1);
  if (!head || newest?.hmac === head.hmac) return { anchored: 0 };
  addAnchor(file, { at: ctx.slot, seq: head.seq, hmac: head.hmac });
  return { anchored: 1, row: head.seq };
}
