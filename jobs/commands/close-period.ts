import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import type { ClosingRefusal } from "#app/operations/request-close.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { findAccount, loadAccountsWithRole } from "#db/queries/accounts.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import { print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

const HOW = "close-period YYYY-MM --as EMAIL";

/**
 * `concord close-period`: the step of closing that is open to the account. In review an arbiter asks for it; in a
 * sealed month somebody else confirms. Only in a database of the demo company does one call take both steps, the
 * second as the next person who may confirm.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, { as: { type: "string" } }, 1, HOW);
  const month = positionals[0]!;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || typeof values.as !== "string") throw usage(`Usage: concord ${HOW}`);
  const email = values.as.trim().toLowerCase();
  const result = await withStore(io, (ctx) => closeStep(ctx, month, email));
  print(io, values.json as boolean | undefined, result);
}

/** Takes the step and says what the month is now. */
async function closeStep(ctx: OperationContext, month: string, email: string): Promise<Record<string, unknown>> {
  const { store, now } = ctx;
  const account = await findAccount(store, { email });
  if (!account) throw refusal(`There is no account ${email}.`);
  const as = (accountId: string): OperationContext => ({ ...ctx, actor: { kind: "account", id: accountId } });
  await startReview(ctx);
  const period = await loadPeriod(store, month);
  if (period?.state === "sealed" && period.draftHash !== null) return confirm(as(account.id), month, account.id, period.draftHash);

  const requested = await requestClose(as(account.id), { month, accountId: account.id });
  if (!requested.ok) throw refusal(sentence(requested, month));
  const organisation = await loadOrganisation(store);
  if (organisation?.isDemo !== true) {
    return { month, state: "sealed", hash: requested.value.hash, scorecards: requested.value.scorecards, items: requested.value.items, next: "HR or another arbiter confirms within 48 hours." };
  }
  const second = (await loadAccountsWithRole(store, ["hr", "arbiter"], now)).find((other) => other.personId !== account.personId);
  if (!second) throw refusal(`${month} is sealed, and nobody else may confirm it: it takes a second person who is HR or arbiter.`);
  return confirm(as(second.accountId), month, second.accountId, requested.value.hash);
}

async function confirm(ctx: OperationContext, month: string, accountId: string, draftHash: string): Promise<Record<string, unknown>> {
  const closed = await confirmClose(ctx, { month, accountId, draftHash });
  if (!closed.ok) throw refusal(sentence(closed, month));
  return { month, state: "closed", hash: draftHash, scorecards: closed.value.scorecards, periods: closed.value.periods };
}

const SENTENCES: Readonly<Record<ClosingRefusal, string>> = {
  wrong_state: "{month} is {state}: no step of closing is open.",
  not_due_yet: "{month} has not reached its cut-off.",
  not_your_role: "This step is not open to that account: an arbiter asks for closing, HR or another arbiter confirms.",
  same_person: "Whoever asked for closing cannot confirm it, from whichever account.",
  items_pending: "{items} items due in {month} are still pending.",
  previous_month_open: "{month} must be closed first.",
  inputs_changed: "An input of {month} has changed meanwhile. Try again.",
  draft_not_ready: "The snapshot of {month} is not ready yet.",
  draft_changed: "The snapshot of {month} is not the one that was drafted. Refuse it and ask for closing again.",
  seal_expired: "The seal of {month} is older than 48 hours. Ask for closing again.",
  reason_missing: "A reason is needed.",
  unknown_period: "There is no period {month}.",
  unknown_account: "That account is not in use.",
  changed_meanwhile: "Somebody else changed {month} at the same time. Try again.",
};

function sentence(refused: Refused<ClosingRefusal>, month: string): string {
  const facts: Readonly<Record<string, string | number>> = { month, ...refused.facts };
  return SENTENCES[refused.code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ""));
}
