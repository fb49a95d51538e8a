import { mapDelivery } from "#app/domain/intake/hook-mapping.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { newId } from "#db/new-id.server.ts";
import { dropDeliveries, dropDeliveriesBefore, dropUnfinished, findDelivery, findHookIn, listUnproven, settleDelivery, takeDelivery } from "#db/queries/hooks-in.server.ts";
import type { HookDeliveryRow, HookInRow } from "#db/queries/hooks-in.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findTaskOfSource, loadEvents } from "#db/queries/tasks.server.ts";
import type { OperationContext } from "../context.ts";
import { type IngestOutcome, ingestTasks, openDirectory } from "../ingest-tasks.server.ts";
import { hookSecrets, placeOfHookIn } from "./hook-secrets.server.ts";
import { proveDelivery, readPayload } from "./prove-delivery.server.ts";
import type { RawDelivery } from "./prove-delivery.server.ts";

/** How long refused deliveries, and the digests that refuse a second sending, are kept. */
export const KEPT_MS = 30 * DAY_MS;
/** Deliveries whose sender is not proven cost anybody nothing: only the newest of them are kept, without their bodies. */
const MOST_UNPROVEN = 20;
/** Work that has not ended after so long has died. */
const DEAD_AFTER_MS = 120_000;

/** Where in a mapping by paths a fault of the directory stands. */
export const FIELDS: Mapping["task"] = { id: { column: "task.id" }, product: { column: "task.product" }, client: { column: "task.client" }, provider: { column: "task.provider" } };

export interface HookFaultSaid {
  readonly field: string;
  readonly code: string;
  readonly value: string;
}

export type Received =
  | { readonly kind: "done"; readonly status: IngestOutcome | "ignored"; readonly externalId: string | null }
  /** Nobody that this hook knows: an unknown or disabled hook is answered alike. */
  | { readonly kind: "unauthorized"; readonly code: string }
  | { readonly kind: "repeated" }
  | { readonly kind: "refused"; readonly code: string; readonly faults: readonly HookFaultSaid[] };

/** Takes one delivery of a task system: proves it, refuses it the second time, maps it and writes what it tells. */
export async function receiveHook(ctx: OperationContext, ring: KeyRing, hookId: string, raw: RawDelivery): Promise<Received> {
  const { store, now } = ctx;
  const hook = await findHookIn(store, hookId);
  if (!hook || hook.disabledAt !== null) return { kind: "unauthorized", code: "unauthorized" };
  const proven = proveDelivery(hook.scheme, hookSecrets(ring).open(placeOfHookIn(hook.id), hook.secret), raw, now);
  const row = { id: newId(), hookId, receivedAt: now, isForm: raw.isForm, code: null, detail: null, externalId: null, body: null };
  if (!proven.ok) {
    await keepUnproven(ctx, { ...row, digest: newId(), state: "refused", code: proven.code });
    return proven.code === "bad_body" ? { kind: "refused", code: "bad_body", faults: [] } : { kind: "unauthorized", code: proven.code };
  }
  const { digest, payload } = proven.value;
  const body = raw.body.toString("utf8");
  if (proven.value.isStale) {
    await store.writeUnaudited((w) => [takeDelivery(store, w, { ...row, digest, state: "refused", code: "outside_window", body })]);
    return { kind: "unauthorized", code: "outside_window" };
  }
  await store.writeUnaudited((w) => [dropUnfinished(store, w, hookId, digest, now - DEAD_AFTER_MS)]);
  const [taken] = await store.writeUnaudited((w) => [takeDelivery(store, w, { ...row, digest, state: "working" })]);
  if (taken!.length === 0) return { kind: "repeated" };
  try {
    return await workOn(ctx, hook, { ...row, digest, state: "working", body }, payload);
  } catch (error) {
    await store.writeUnaudited((w) => [dropUnfinished(store, w, hookId, digest, now + 1)]);
    throw error;
  }
}

/**
 * Works on a refused delivery again, by the mapping as it is now; its events keep the time at which it first came. Errors
 * `unknown_delivery`, `hook_disabled`, `refused_again`.
 */
export async function resendDelivery(ctx: OperationContext, deliveryId: string): Promise<Result<{ readonly status: string }>> {
  const { store } = ctx;
  const delivery = await findDelivery(store, deliveryId);
  const hook = delivery ? await findHookIn(store, delivery.hookId) : null;
  if (!delivery || !hook || delivery.state !== "refused" || delivery.body === null) return refused("unknown_delivery");
  if (hook.disabledAt !== null) return refused("hook_disabled");
  const payload = readPayload(delivery.body, delivery.isForm);
  if (!payload.ok) return payload;
  await store.writeAll((w) => [settleDelivery(store, w, delivery.id, { state: "refused" })], { at: ctx.now, actor: ctx.actor, action: "hook.resend", entity: "hook_in", entityId: hook.id, details: { delivery: delivery.id } });
  const done = await workOn(ctx, hook, delivery, payload.value);
  return done.kind === "done" ? ok({ status: done.status }) : refused("refused_again");
}

/** Ends deliveries and digests that were kept long enough. */
export async function forgetDeliveries(ctx: OperationContext): Promise<number> {
  const [gone] = await ctx.store.writeUnaudited((w) => [dropDeliveriesBefore(ctx.store, w, ctx.now - KEPT_MS)]);
  return gone!.length;
}

async function workOn(ctx: OperationContext, hook: HookInRow, delivery: HookDeliveryRow, payload: unknown): Promise<Received> {
  const { store } = ctx;
  const said = await told(ctx, hook, payload, delivery.receivedAt);
  const values = said.kind === "refused"
    ? { state: "refused" as const, code: said.code, detail: said.faults.map(sentence).join("; ").slice(0, 1_000), body: delivery.body }
    : { state: said.kind === "done" && said.status !== "ignored" ? ("taken" as const) : ("ignored" as const), code: null, detail: null, externalId: said.kind === "done" ? said.externalId : null, body: null };
  await store.writeUnaudited((w) => [settleDelivery(store, w, delivery.id, values)]);
  return said;
}

const sentence = (fault: HookFaultSaid): string => `${fault.field}: ${fault.code}${fault.value === "" ? "" : ` (${fault.value})`}`;

/** What a payload says by the hook's mapping, written into the tasks. */
async function told(ctx: OperationContext, hook: HookInRow, payload: unknown, receivedAt: number): Promise<Received> {
  const { store } = ctx;
  const zone = zoneOf(hook.mapping.zone ?? (await loadOrganisation(store))?.zone ?? "UTC");
  const mapped = mapDelivery(hook.mapping, payload, zone, receivedAt);
  if (mapped.kind === "ignored") return { kind: "done", status: "ignored", externalId: null };
  if (mapped.kind === "faults") return { kind: "refused", code: "not_mapped", faults: mapped.faults };
  const { externalId } = mapped.task;
  const known = await findTaskOfSource(store, hook.source, externalId);
  const told = known ? new Set(((await loadEvents(store, [known.id])).get(known.id) ?? []).map((event) => event.id)) : new Set<string>();
  const events = mapped.task.events.filter((event) => !(mapped.once.has(event.key) && told.has(event.key)));
  if (events.length === 0) return { kind: "done", status: "unchanged", externalId };
  const done = await ingestTasks(ctx, {
    batchId: null, mapping: { source: hook.source, task: FIELDS }, tasks: [{ ...mapped.task, events }], directory: await openDirectory(ctx),
    providers: hook.providerIds === null ? undefined : new Set(hook.providerIds),
  });
  if (done.defects.length > 0) return { kind: "refused", code: done.defects[0]!.code, faults: done.defects.map(({ column, code, value }) => ({ field: column, code, value: value ?? "" })) };
  return { kind: "done", status: done.outcomes.get(0) ?? "unchanged", externalId };
}

async function keepUnproven(ctx: OperationContext, row: HookDeliveryRow): Promise<void> {
  const { store } = ctx;
  const before = await listUnproven(store, row.hookId);
  const tooMany = before.slice(0, Math.max(0, before.length + 1 - MOST_UNPROVEN));
  await store.writeUnaudited((w) => [...(tooMany.length > 0 ? [dropDeliveries(store, w, tooMany)] : []), takeDelivery(store, w, row)]);
}
