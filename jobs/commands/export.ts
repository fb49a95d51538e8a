import { writeFileSync } from "node:fs";
import { ENCODINGS, EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";
import type { Encoding, ExportProfile } from "#app/domain/pay/pay-file.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { exportInputs } from "#app/operations/export-inputs.server.ts";
import { exportPayInputs } from "#app/operations/export-pay-inputs.server.ts";
import { exportRun } from "#app/operations/export-run.server.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

const HOW = `export period YYYY-MM|YYYY-Qn --inputs [--formulas] [--pay --as EMAIL] [--out FILE]
       concord export run ID --as EMAIL --profile ${EXPORT_PROFILES.join("|")} [--separator ";"] [--encoding ${ENCODINGS.join("|")}] [--out FILE]`;

/**
 * `concord export`: the inputs of a period with its scorecards, and on request its runs, as one JSON document, or each
 * step of them as a line of `concord formula` with what it must answer (`--formulas`); or the payroll file of a
 * published run with its manifest beside it (`FILE.manifest.json`), or on the error stream when there is no file.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(
    args,
    { inputs: { type: "boolean" }, formulas: { type: "boolean" }, pay: { type: "boolean" }, profile: { type: "string" }, separator: { type: "string" }, encoding: { type: "string" }, out: { type: "string" }, as: { type: "string" } },
    2,
    HOW,
  );
  const [what, name] = positionals as [string, string];
  const options = values as { inputs?: boolean; formulas?: boolean; pay?: boolean; profile?: string; separator?: string; encoding?: string; out?: string; as?: string; json?: boolean };
  if (what === "period" && options.inputs) return exportPeriod(io, name, options);
  if (what === "run") return exportPayFile(io, name, options);
  throw usage(`Usage: concord ${HOW}`);
}

async function exportPeriod(io: Io, period: string, options: { formulas?: boolean; pay?: boolean; as?: string; out?: string; json?: boolean }): Promise<void> {
  const { pay = false, as, out } = options;
  if (!/^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/.test(period) || (pay && as === undefined)) throw usage(`Usage: concord ${HOW}`);
  const text = await withStore(io, async (ctx) => {
    const account = pay ? await accountOf(ctx, as!) : null;
    if (options.formulas) return formulaLines(ctx, period, account);
    const bundle = await exportInputs(ctx.store, period);
    if (!bundle.ok) throw refusal(`There is no period ${period}.`);
    const runs = account ? { runs: await payInputs(ctx, account, period) } : {};
    return JSON.stringify({ ...bundle.value, ...runs }, null, options.json ? undefined : 2);
  });
  if (out === undefined) io.out(text);
  else writeFileSync(out, `${text}\n`, pay ? { mode: 0o600 } : {});
}

async function accountOf(ctx: OperationContext, address: string): Promise<string> {
  const email = address.trim().toLowerCase();
  const account = await findAccount(ctx.store, { email });
  if (!account) throw refusal(`There is no account ${email}.`);
  return account.id;
}

async function payInputs(ctx: OperationContext, accountId: string, period: string) {
  const runs = await exportPayInputs({ ...ctx, actor: { kind: "account", id: accountId } }, accountId, period);
  if (!runs.ok) throw refusal(runs.code === "not_allowed" ? "Only HR and auditors read what a run was computed from." : `A run of ${period} was prepared before its inputs were kept.`);
  return runs.value;
}

/** Without an account the steps of the scores; with one also those of the payments. */
async function formulaLines(ctx: OperationContext, period: string, accountId: string | null): Promise<string> {
  // Who may read the payments, and the record that somebody did, are the same as for the document.
  if (accountId !== null) await payInputs(ctx, accountId, period);
  const verdict = await verifyPeriod(ctx.store, period);
  if (!verdict.ok) throw refusal(verdict.code === "not_closed" ? `${period} is not closed yet.` : `There is no period ${period}.`);
  const cases = accountId === null ? verdict.value.scoreCases : [...verdict.value.scoreCases, ...verdict.value.payCases];
  return cases.map((one) => JSON.stringify(one)).join("\n");
}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T => (words as readonly string[]).includes(word);

async function exportPayFile(io: Io, runId: string, options: { profile?: string; separator?: string; encoding?: string; out?: string; as?: string; json?: boolean }): Promise<void> {
  const profile = options.profile ?? "generic";
  const separator = options.separator ?? ",";
  const encoding = options.encoding ?? "utf-8";
  if (!isOneOf<ExportProfile>(EXPORT_PROFILES, profile) || !isOneOf<Encoding>(ENCODINGS, encoding) || !isOneOf([",", ";"], separator)) throw usage(`Usage: concord ${HOW}`);
  if (options.as === undefined) throw usage(`Usage: concord ${HOW}`);
  const { as, out } = options;
  const manifest = await withStore(io, async (ctx) => {
    const accountId = await accountOf(ctx, as);
    const exported = await exportRun({ ...ctx, actor: { kind: "account", id: accountId } }, { runId, accountId, format: { profile, separator: separator as "," | ";" }, encoding });
    if (!exported.ok) throw refusal(`Nothing was exported: ${SENTENCES[exported.code] ?? exported.code}`);
    if (out === undefined) {
      process.stdout.write(exported.value.file);
      io.err(JSON.stringify(exported.value.manifest));
      return null;
    }
    // Pay data: readable by the owner of the file alone.
    writeFileSync(out, exported.value.file, { mode: 0o600 });
    writeFileSync(`${out}.manifest.json`, `${JSON.stringify(exported.value.manifest, null, 2)}\n`, { mode: 0o600 });
    return exported.value.manifest;
  });
  if (manifest) print(io, options.json, { ...manifest });
}

const SENTENCES: Readonly<Record<string, string>> = {
  unknown_run: "there is no such run.",
  unknown_account: "that account is not in use.",
  wrong_state: "only a published run is exported.",
  not_your_role: "only HR exports a run.",
  shadow_not_paid: "the plan is for information only and is not paid.",
  content_damaged: "what is stored is not what was approved. Restore a backup and compare.",
  changed_meanwhile: "somebody else changed the run at the same time. Try again.",
};
