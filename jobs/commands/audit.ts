import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

/** `concord audit verify`: walks the audit chain; names the first bad row and ends with 1. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, {}, 1, "audit verify");
  if (positionals[0] !== "verify") throw usage("Usage: concord audit verify");
  const found = await withStore(io, (ctx) => verifyAudit(ctx.store, ctx.env.auditKey));
  print(io, values.json, { rows: found.rows, head: found.head.seq, signature: found.head.hmac, broken: found.broken });
  if (found.broken) throw refusal(`The audit chain is broken at row ${found.broken.seq} (${found.broken.why}).`);
}
