import { createHmac } from "node:crypto";
import { outgoingRequest, type OutgoingMessage, type OutgoingTarget, pathOf } from "#app/domain/notice/outgoing-hook.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { hookSecrets } from "#app/operations/hooks/hook-secrets.server.ts";
import { forgetDeliveries } from "#app/operations/hooks/receive-hook.server.ts";
import { openedNets } from "#app/operations/hooks/public-address.server.ts";
import { type Resolve, safeRequest } from "#app/operations/hooks/safe-request.server.ts";
import { placeOfSigning, placeOfTarget } from "#app/operations/hooks/save-hook-out.server.ts";
import { claimMessages, dropMessagesBefore, loadHooksOut, markMessageFailed, markMessageSent, releaseMessage } from "#db/queries/hooks-out.server.ts";
import type { HookMessageRow, HookOutRow } from "#db/queries/hooks-out.server.ts";
import type { JobContext } from "#jobs/job.ts";

const LEASE_MS = 10 * 60_000;
const BATCH = 50;
const MINUTE = 60_000;
const KEPT_MS = 90 * DAY_MS;

export interface Sending {
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

/**
 * Sends what is due to the outgoing webhooks. A subscription that does not answer holds nobody else up: after its first failure the
 * rest of its messages wait for the next run. A crash between sending and marking repeats a message with the same id.
 */
export async function sendHooks(ctx: JobContext, sending: Sending = {}): Promise<Readonly<Record<string, number>>> {
  const counts = { sent: 0, failed: 0 };
  const hooks = new Map((await loadHooksOut(ctx.store)).map((hook) => [hook.id, hook]));
  for (let due = await claimMessages(ctx.store, ctx.now, LEASE_MS, BATCH); due.length > 0 && !ctx.stopping(); due = await claimMessages(ctx.store, ctx.now, LEASE_MS, BATCH)) {
    const ofHook = new Map<string, HookMessageRow[]>();
    for (const message of due) ofHook.set(message.hookId, [...(ofHook.get(message.hookId) ?? []), message]);
    await Promise.all([...ofHook].map(([id, messages]) => sendAll(ctx, hooks.get(id)!, messages, sending, counts)));
  }
  await forgetDeliveries(ctx);
  await ctx.store.writeUnaudited((w) => [dropMessagesBefore(ctx.store, w, ctx.now - KEPT_MS)]);
  return counts;
}

async function sendAll(ctx: JobContext, hook: HookOutRow, messages: readonly HookMessageRow[], sending: Sending, counts: { sent: number; failed: number }): Promise<void> {
  let isDown = false;
  for (const message of messages) {
    if (isDown) {
      await releaseMessage(ctx.store, message.id, ctx.now + MINUTE);
      continue;
    }
    const fault = hook.disabledAt === null ? await sendOne(ctx, hook, message, sending) : "switched_off";
    if (fault === null) {
      counts.sent += 1;
      await markMessageSent(ctx.store, message.id, ctx.now);
    } else {
      counts.failed += 1;
      isDown = fault !== "switched_off";
      await markMessageFailed(ctx.store, message, ctx.now, fault, fault === "switched_off");
    }
  }
}

/** Null when it arrived; else the fault as a code or `http NNN`. Neither address nor answer is kept: both may hold a secret. */
async function sendOne(ctx: JobContext, hook: HookOutRow, row: HookMessageRow, sending: Sending): Promise<string | null> {
  const secrets = hookSecrets(ctx.env.appSecret);
  const target = JSON.parse(secrets.open(placeOfTarget(hook.id), hook.target)) as OutgoingTarget;
  const message: OutgoingMessage = {
    id: row.id, happening: row.happening, at: row.createdAt, refs: row.refs, text: translateIn(hook.locale, "hooks")(`said.${row.happening}`), link: `${ctx.env.origin}${pathOf(row.happening, row.refs)}`,
  };
  const request = outgoingRequest(hook.profile, target, message);
  const timestamp = String(Math.floor(ctx.now / 1000));
  const signature = createHmac("sha256", secrets.open(placeOfSigning(hook.id), hook.secret)).update(`${timestamp}.${request.body}`).digest("hex");
  const headers = {
    "User-Agent": "Concord", "Idempotency-Key": row.id, "X-Concord-Event": row.happening, "X-Concord-Timestamp": timestamp, "X-Concord-Signature": `sha256=${signature}`,
    ...(request.method === "POST" ? { "Content-Type": "application/json; charset=utf-8" } : {}),
  };
  const answer = await safeRequest({ ...request, headers }, { allowLoopback: ctx.env.mode !== "production", ...(ctx.env.privateNets.length > 0 ? { isOpened: openedNets(ctx.env.privateNets) } : {}), ...sending });
  if (!answer.ok) return answer.code;
  return answer.value.status >= 200 && answer.value.status < 300 ? null : `http ${answer.value.status}`;
}
