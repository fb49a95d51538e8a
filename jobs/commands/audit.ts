import { existsSync } from "node:fs";
import type { FormulaCase } from "#app/domain/recompute/formula-case.ts";
import type { OperationContext } from "#app/operations/context.ts";
import type { Env } from "#app/env.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import { anchorFile, readAnchors } from "#jobs/audit-anchors.server.ts";
import { print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";
import { answerFormula } from "./formula.ts";

const HOW = "audit verify [--anchors FILE] [--period YYYY-MM|YYYY-Qn]";

/**
 * `concord audit verify`: walks the audit chain and compares it with the heads that were noted outside the database, those in the
 * data folder or a copy kept elsewhere; names the first bad row and ends with 1. With `--period` it also
 * computes that closed period again from what was frozen with it, puts every step to `concord formula`, and names
 * what differs. It prints no amount.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, { period: { type: "string" }, anchors: { type: "string" } }, 1, HOW);
  const { json, period, anchors } = values as { json?: boolean; period?: string; anchors?: string };
  if (anchors !== undefined && !existsSync(anchors)) throw refusal(`There is no file ${anchors}.`);
  if (positionals[0] !== "verify" || (period !== undefined && !/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/.test(period))) throw usage(`Usage: concord ${HOW}`);
  const { chain, again } = await withStore(io, async (ctx) => ({ chain: await verifyAudit(ctx.store, ctx.env.auditKey, readAnchors(anchors ?? anchorFile(ctx.env.dataDir))), again: period === undefined ? null : await recompute(ctx, period) }));
  print(io, json, { rows: chain.rows, head: chain.head.seq, signature: chain.head.hmac, anchors: chain.anchors, broken: chain.broken, ...again });
  if (chain.broken) throw refusal(`The audit chain is broken at row ${chain.broken.seq}: ${WHY[chain.broken.why] ?? chain.broken.why}.`);
  const different = again ? again.differences.length + again.differentSteps.length : 0;
  if (different > 0) throw refusal(`${period}: ${different} ${different === 1 ? "thing is" : "things are"} not what the frozen inputs give.`);
}

/** What is wrong with a row, in words. */
export const WHY: Readonly<Record<string, string>> = {
  gap: "a row is missing, or was put in",
  signature: "it was written over, or stands in another place",
  details: "its details were written over",
  unknown_key: "the key that signed it is not among those of AUDIT_KEY",
  anchor: "it is another row than the one noted outside the database",
  cut: "rows noted outside the database are missing; the end was cut off, or an older copy was put in place",
};

async function recompute(ctx: OperationContext & { readonly env: Env }, period: string) {
  const found = await verifyPeriod(ctx.store, period);
  if (!found.ok) throw refusal(found.code === "not_closed" ? `${period} is not closed yet.` : `There is no period ${period}.`);
  const { scoreCases, payCases, ...verdict } = found.value;
  const cases = [...scoreCases, ...payCases];
  return { ...verdict, steps: cases.length, differentSteps: cases.filter((one) => !answersAsExpected(one)).map((one) => one.id) };
}

/** Whether the formula command answers a step with all that is expected of it. */
export function answersAsExpected(one: FormulaCase): boolean {
  const { result } = JSON.parse(answerFormula(JSON.stringify(one))) as { result?: Record<string, unknown> };
  return result !== undefined && Object.entries(one.expect).every(([field, value]) => JSON.stringify(sorted(result[field] ?? null)) === JSON.stringify(sorted(value ?? null)));
}

/** Objects by the names of their fields, so that equal values have one text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]));
}
