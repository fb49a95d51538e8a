import { randomBytes } from "node:crypto";
import { HOOK_PROFILES } from "#app/domain/intake/hook-profiles.ts";
import { type HookSchemeName, SCHEMES } from "#app/domain/intake/hook-scheme.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { newId } from "#db/new-id.server.ts";
import { findHookIn, insertHookIn, updateHookIn } from "#db/queries/hooks-in.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { checkSource } from "../issue-token.server.ts";
import { readHookMapping } from "./hook-mapping-file.ts";
import { hookSecrets, placeOfHookIn } from "./hook-secrets.server.ts";

export interface NewHookIn {
  readonly name: string;
  readonly source: string;
  readonly scheme: HookSchemeName;
  readonly providerIds: readonly string[] | null;
  /** What the other system gave, where it makes the secret; else empty. */
  readonly secret: string;
  readonly personId: string;
}

/** Makes a hook with the profile of its system. The secret comes back once: 256 random bits, or null where the other system made it. */
export async function addHookIn(ctx: OperationContext, ring: KeyRing, hook: NewHookIn): Promise<Result<{ readonly id: string; readonly secret: string | null }>> {
  const name = hook.name.trim();
  if (name === "" || name.length > 100) return refused("required", undefined, "name");
  const source = checkSource(hook.source);
  if (source) return source;
  const { secretIsTheirs } = SCHEMES[hook.scheme];
  const theirs = hook.secret.trim();
  if (secretIsTheirs && (theirs.length < 16 || theirs.length > 500)) return refused("their_secret", undefined, "secret");
  const secret = secretIsTheirs ? theirs : randomBytes(32).toString("base64url");
  const id = newId();
  const row = {
    id, name, source: hook.source, providerIds: hook.providerIds, scheme: hook.scheme, secret: hookSecrets(ring).seal(placeOfHookIn(id), secret), mapping: HOOK_PROFILES[hook.scheme].mapping,
    createdBy: hook.personId, createdAt: ctx.now, disabledAt: null, rowVersion: 1,
  };
  await ctx.store.writeAll((w) => [insertHookIn(ctx.store, w, row)], {
    at: ctx.now, actor: ctx.actor, action: "hook.add", entity: "hook_in", entityId: id, details: { name, source: hook.source, scheme: hook.scheme, providerIds: hook.providerIds },
  });
  return ok({ id, secret: secretIsTheirs ? null : secret });
}

/** Replaces a hook's mapping; `rowVersion` is the one that was read. */
export async function mapHookIn(ctx: OperationContext, id: string, rowVersion: number, written: string): Promise<Result<null>> {
  const mapping = readHookMapping(written);
  if (!mapping.ok) return mapping;
  const hook = await findHookIn(ctx.store, id);
  if (!hook) return refused("unknown_hook");
  return change(() => ctx.store.writeAll((w) => [updateHookIn(ctx.store, w, { id, rowVersion }, { mapping: mapping.value })], {
    at: ctx.now, actor: ctx.actor, action: "hook.map", entity: "hook_in", entityId: id, details: { before: hook.mapping, after: mapping.value },
  }));
}

/** Switches a hook off at once, or on again. */
export async function switchHookIn(ctx: OperationContext, id: string, on: boolean): Promise<Result<null>> {
  const hook = await findHookIn(ctx.store, id);
  if (!hook) return refused("unknown_hook");
  if ((hook.disabledAt === null) === on) return ok(null);
  return change(() => ctx.store.writeAll((w) => [updateHookIn(ctx.store, w, hook, { disabledAt: on ? null : ctx.now })], {
    at: ctx.now, actor: ctx.actor, action: on ? "hook.enable" : "hook.disable", entity: "hook_in", entityId: id,
  }));
}

async function change(write: () => Promise<unknown>): Promise<Result<null>> {
  try {
    await write();
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
