import { randomBytes } from "node:crypto";
import { HAPPENINGS, type Happening, PROFILE_NEEDS, type OutgoingProfile, type OutgoingTarget } from "#app/domain/notice/outgoing-hook.ts";
import type { Locale } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { newId } from "#db/new-id.server.ts";
import { insertHookOut, loadHooksOut, reviveMessages, switchHookOutRow } from "#db/queries/hooks-out.server.ts";
import type { HookOutRow } from "#db/queries/hooks-out.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { hookSecrets } from "./hook-secrets.server.ts";
import { checkUrl } from "./safe-request.server.ts";

export interface NewHookOut {
  readonly name: string;
  readonly profile: OutgoingProfile;
  readonly target: OutgoingTarget;
  readonly happenings: readonly Happening[];
  readonly departmentIds: readonly string[] | null;
  readonly locale: Locale;
  readonly personId: string;
}

export const placeOfTarget = (id: string) => `hook_out.${id}.target`;
export const placeOfSigning = (id: string) => `hook_out.${id}.secret`;

/** Makes a subscription; the signing secret comes back once. `allowLoopback` lets a service on this machine in, outside of production. */
export async function addHookOut(ctx: OperationContext, ring: KeyRing, hook: NewHookOut, allowLoopback: boolean): Promise<Result<{ readonly id: string; readonly secret: string }>> {
  const name = hook.name.trim();
  if (name === "" || name.length > 100) return refused("required", undefined, "name");
  const url = hook.target.url.length > 2_000 ? refused("bad_url") : checkUrl(hook.target.url, allowLoopback);
  if (!url.ok) return refused(url.code, undefined, "url");
  const needs = PROFILE_NEEDS[hook.profile];
  for (const field of ["token", "chat"] as const) {
    if (needs[field] && !/^[^\s/?#]{1,300}$/.test(hook.target[field])) return refused("required", undefined, field);
  }
  if (hook.happenings.length === 0) return refused("required", undefined, "happenings");
  const id = newId();
  const secrets = hookSecrets(ring);
  const secret = randomBytes(32).toString("base64url");
  const row: HookOutRow = {
    id, name, profile: hook.profile, host: url.value.host, target: secrets.seal(placeOfTarget(id), JSON.stringify(hook.target)), secret: secrets.seal(placeOfSigning(id), secret),
    happenings: HAPPENINGS.filter((one) => hook.happenings.includes(one)), departmentIds: hook.departmentIds, locale: hook.locale, createdBy: hook.personId, createdAt: ctx.now, disabledAt: null,
  };
  await ctx.store.writeAll((w) => [insertHookOut(ctx.store, w, row)], {
    at: ctx.now, actor: ctx.actor, action: "hook_out.add", entity: "hook_out", entityId: id, details: { name, profile: row.profile, host: row.host, happenings: row.happenings, departmentIds: row.departmentIds },
  });
  return ok({ id, secret });
}

/** Switches a subscription off, or on again. What waits while it is off is not sent later. */
export async function switchHookOut(ctx: OperationContext, id: string, on: boolean): Promise<Result<null>> {
  const hook = (await loadHooksOut(ctx.store)).find((row) => row.id === id);
  if (!hook) return refused("unknown_hook");
  if ((hook.disabledAt === null) === on) return ok(null);
  try {
    await ctx.store.writeAll((w) => [switchHookOutRow(ctx.store, w, id, hook.disabledAt, on ? null : ctx.now)], { at: ctx.now, actor: ctx.actor, action: on ? "hook_out.enable" : "hook_out.disable", entity: "hook_out", entityId: id });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

/** Queues the messages of a subscription that were given up again. */
export async function retryHookOut(ctx: OperationContext, id: string): Promise<Result<null>> {
  const hook = (await loadHooksOut(ctx.store)).find((row) => row.id === id);
  if (!hook || hook.disabledAt !== null) return refused("unknown_hook");
  await ctx.store.writeAll((w) => [reviveMessages(ctx.store, w, id, ctx.now)], { at: ctx.now, actor: ctx.actor, action: "hook_out.retry", entity: "hook_out", entityId: id });
  return ok(null);
}
