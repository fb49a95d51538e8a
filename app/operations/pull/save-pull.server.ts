import { mapDelivery } from "#app/domain/intake/hook-mapping.ts";
import type { HookMapping, MappedDelivery } from "#app/domain/intake/hook-mapping.ts";
import { checkPlan, PAGINGS, POSITION_FORMS, POSITION_WORD } from "#app/domain/intake/pull-plan.ts";
import type { PullPlan } from "#app/domain/intake/pull-plan.ts";
import { PULL_PRESETS } from "#app/domain/intake/pull-presets.ts";
import type { PullPresetName } from "#app/domain/intake/pull-presets.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { newId } from "#db/new-id.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findPull, insertPull, insertPullState, resetPullState, updatePull } from "#db/queries/pulls.server.ts";
import type { PullSourceRow, PullStateRow } from "#db/queries/pulls.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store, Writer } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { endedBatch, NOTHING_PULLED } from "./bring-page.server.ts";
import { openDirectory } from "../ingest-tasks.server.ts";
import type { Directory } from "../ingest-tasks.server.ts";
import { readHookMapping } from "../hooks/hook-mapping-file.ts";
import { hookSecrets } from "../hooks/hook-secrets.server.ts";
import { checkUrl } from "../hooks/safe-request.server.ts";
import { checkSource } from "../issue-token.server.ts";
import { fetchPage, placeOfPullSecret } from "./fetch-page.server.ts";
import type { Asking, PageFault } from "./fetch-page.server.ts";

export interface PullTyped {
  readonly name: string;
  readonly url: string;
  readonly headerName: string;
  /** Empty = the one that is kept. */
  readonly secret: string;
  readonly everyMinutes: number;
  readonly plan: PullPlan;
}

export interface NewPull {
  readonly name: string;
  readonly source: string;
  readonly preset: PullPresetName;
  readonly providerIds: readonly string[] | null;
  readonly personId: string;
}

const UNKNOWN: PullStateRow = { pullId: "", position: null, halfway: null, known: [], nextAt: 0, leaseUntil: 0, fence: 0, attempt: 0, fault: null, faultDetail: null, lastAt: null, lastGoodAt: null };
const FORBIDDEN = new Set(["host", "content-length", "transfer-encoding", "connection", "cookie", "expect", "upgrade", "te", "trailer"]);

/** Makes a source by a preset; it is paused until somebody has tried it and switches it on. */
export async function addPull(ctx: OperationContext, pull: NewPull): Promise<Result<{ readonly id: string }>> {
  const { store, now } = ctx;
  const name = pull.name.trim();
  if (name === "" || name.length > 100) return refused("required", undefined, "name");
  const source = checkSource(pull.source);
  if (source) return source;
  const preset = PULL_PRESETS[pull.preset];
  const id = newId();
  const row: PullSourceRow = {
    id, name, source: pull.source, url: preset.url, providerIds: pull.providerIds, headerName: preset.headerName, secret: null, plan: preset.plan, mapping: preset.mapping, everyMinutes: 15, createdBy: pull.personId, createdAt: now, pausedAt: now, rowVersion: 1,
  };
  await store.writeAll((w) => [insertPull(store, w, row), insertPullState(store, w, { ...UNKNOWN, pullId: id })], { at: now, actor: ctx.actor, action: "pull.add", entity: "pull_source", entityId: id, details: { name, source: row.source, preset: pull.preset, providerIds: row.providerIds } });
  return ok({ id });
}

/** What is typed, checked against what is kept: the source as it would be. Errors at their fields. */
export function readPull(source: PullSourceRow, typed: PullTyped, allowHttp: boolean, seal: (secret: string) => string): Result<PullSourceRow> {
  const name = typed.name.trim();
  if (name === "" || name.length > 100) return refused("required", undefined, "name");
  if (typed.url.length > 2000) return refused("bad_url", undefined, "url");
  const url = checkUrl(typed.url.replaceAll(POSITION_WORD, "0"), allowHttp);
  if (!url.ok) return refused(url.code, undefined, "url");
  if (/[{}]/.test(typed.url.replaceAll(POSITION_WORD, ""))) return refused("bad_url", undefined, "url");
  const headerName = typed.headerName.trim();
  if (headerName !== "" && (!/^[A-Za-z0-9-]{1,60}$/.test(headerName) || FORBIDDEN.has(headerName.toLowerCase()))) return refused("bad_header", undefined, "headerName");
  const secret = typed.secret;
  if (!/^[\x20-\x7e]{0,2000}$/.test(secret)) return refused("bad_secret", undefined, "secret");
  // A kept secret goes only where it was meant to go.
  const isElsewhere = originOf(source.url) !== url.value.origin;
  if (source.secret !== null && secret === "" && headerName !== "" && isElsewhere) return refused("secret_again", undefined, "secret");
  if (headerName !== "" && secret === "" && source.secret === null) return refused("required", undefined, "secret");
  if (!Number.isInteger(typed.everyMinutes) || typed.everyMinutes < 1 || typed.everyMinutes > 1440) return refused("bad_number", undefined, "everyMinutes");
  if (!PAGINGS.includes(typed.plan.paging) || !POSITION_FORMS.includes(typed.plan.positionForm)) return refused("required", undefined, "paging");
  const plan = checkPlan(typed.url, typed.plan);
  if (!plan.ok) return plan;
  return ok({ ...source, name, url: typed.url, headerName, secret: headerName === "" ? null : secret === "" ? source.secret : seal(secret), everyMinutes: typed.everyMinutes, plan: typed.plan });
}

/** Saves how a list is read. Another list or another position begins anew; what is in stays in. */
export async function savePull(ctx: OperationContext, ring: Asking["ring"], id: string, rowVersion: number, typed: PullTyped, allowHttp: boolean): Promise<Result<null>> {
  const { store, now } = ctx;
  const found = await findPull(store, id);
  if (!found) return refused("unknown_pull");
  const read = readPull(found.source, typed, allowHttp, (secret) => hookSecrets(ring).seal(placeOfPullSecret(id), secret));
  if (!read.ok) return read;
  const { name, url, headerName, secret, everyMinutes, plan } = read.value;
  const isOther = url !== found.source.url || JSON.stringify(plan) !== JSON.stringify(found.source.plan);
  return change(() =>
    store.writeAll((w) => [updatePull(store, w, { id, rowVersion }, { name, url, headerName, secret, everyMinutes, plan }), ...(isOther ? [...endHalfway(store, w, found.state, now), resetPullState(store, w, id, { ...begun(found.state), position: null }, found.state.fence)] : [])], {
      at: now, actor: ctx.actor, action: "pull.save", entity: "pull_source", entityId: id, details: { before: shown(found.source), after: shown(read.value), newSecret: typed.secret !== "" },
    }),
  );
}

/** Replaces the mapping; what was put aside gets another chance at the next run. */
export async function mapPull(ctx: OperationContext, id: string, rowVersion: number, written: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const mapping = readPullMapping(written);
  if (!mapping.ok) return mapping;
  const found = await findPull(store, id);
  if (!found) return refused("unknown_pull");
  return change(() =>
    store.writeAll((w) => [updatePull(store, w, { id, rowVersion }, { mapping: mapping.value }), resetPullState(store, w, id, { known: [] }, found.state.fence)], {
      at: now, actor: ctx.actor, action: "pull.map", entity: "pull_source", entityId: id, details: { before: found.source.mapping, after: mapping.value },
    }),
  );
}

/** A mapping of items. An event each time "as it is received" would be a new one at each run: refused. */
export function readPullMapping(written: string): Result<HookMapping> {
  const mapping = readHookMapping(written);
  if (!mapping.ok) return mapping;
  const at = mapping.value.rules.findIndex((rule) => rule.at === "received" && rule.each);
  return at < 0 ? mapping : refused("received_each", { place: `rules.${at}` }, "mapping");
}

/** Pauses a source, lets it go on (at once), or has it read everything anew. */
export async function steerPull(ctx: OperationContext, id: string, how: "pause" | "go" | "now" | "anew"): Promise<Result<null>> {
  const { store, now } = ctx;
  const found = await findPull(store, id);
  if (!found) return refused("unknown_pull");
  const { source, state } = found;
  if (how === "go" && source.headerName !== "" && source.secret === null) return refused("required", undefined, "secret");
  if (how === "go" && originOf(source.url).includes("example.")) return refused("bad_url", undefined, "url");
  const entry = { at: now, actor: ctx.actor, entity: "pull_source", entityId: id };
  return change(() => {
    if (how === "pause") return store.writeAll((w) => [updatePull(store, w, source, { pausedAt: now })], { ...entry, action: "pull.pause" });
    if (how === "go") return store.writeAll((w) => [updatePull(store, w, source, { pausedAt: null }), resetPullState(store, w, id, { nextAt: now, attempt: 0, fault: null, faultDetail: null }, state.fence)], { ...entry, action: "pull.resume" });
    if (how === "now") return store.writeAll((w) => [resetPullState(store, w, id, { nextAt: now, attempt: 0 }, state.fence)], { ...entry, action: "pull.now" });
    return store.writeAll((w) => [...endHalfway(store, w, state, now), resetPullState(store, w, id, { ...begun(state), position: null, nextAt: now }, state.fence)], { ...entry, action: "pull.anew", details: { position: state.position } });
  });
}

export interface TriedItem {
  readonly text: string;
  readonly mapped: MappedDelivery;
  /** Products and departments that it names and nobody knows. */
  readonly unknown: readonly { readonly field: string; readonly code: "unknown_product" | "unknown_department"; readonly value: string }[];
}

const SHOWN_ITEMS = 5;
const SHOWN_CHARS = 4_000;

/** Asks for the first page and shows how its first items would be read. Nothing is written. */
export async function tryPull(ctx: OperationContext, asking: Asking, id: string): Promise<Result<{ readonly items: number; readonly hasMore: boolean; readonly tried: readonly TriedItem[] } | { readonly fault: PageFault }>> {
  const found = await findPull(ctx.store, id);
  if (!found) return refused("unknown_pull");
  const page = await fetchPage(found.source, { timeoutMs: 10_000, ...asking }, found.state.position, null, ctx.now);
  if (!page.ok) return ok({ fault: page.fault });
  const zone = zoneOf(found.source.mapping.zone ?? (await loadOrganisation(ctx.store))?.zone ?? "UTC");
  const directory = await openDirectory(ctx);
  const tried = page.value.items.slice(0, SHOWN_ITEMS).map((item) => {
    const mapped = mapDelivery(found.source.mapping, item, zone, ctx.now);
    return { text: JSON.stringify(item, null, 2).slice(0, SHOWN_CHARS), mapped, unknown: unknownOf(mapped, directory) };
  });
  return ok({ items: page.value.items.length, hasMore: page.value.next !== null, tried });
}

function unknownOf(mapped: MappedDelivery, directory: Directory): TriedItem["unknown"] {
  if (mapped.kind !== "task") return [];
  const { product, client, provider } = mapped.task;
  const isDepartment = (code: string) => directory.departments.has(code) || directory.former.has(code);
  return [
    ...(directory.products.has(product.code) ? [] : [{ field: "task.product", code: "unknown_product" as const, value: product.code }]),
    ...(isDepartment(client.code) ? [] : [{ field: "task.client", code: "unknown_department" as const, value: client.code }]),
    ...(provider === null || isDepartment(provider.code) ? [] : [{ field: "task.provider", code: "unknown_department" as const, value: provider.code }]),
  ];
}

const begun = (state: PullStateRow): Partial<PullStateRow> => ({ halfway: null, known: [], attempt: 0, fault: null, faultDetail: null, nextAt: Math.min(state.nextAt, state.lastAt ?? 0) });

/** Ends the import of a run that will not go on where it stood: what is in stays in, and is counted so far. */
const endHalfway = (store: Store, w: Writer, { halfway }: PullStateRow, now: number) => (halfway?.batchId ? [endedBatch(store, w, halfway.batchId, { ...NOTHING_PULLED, ...halfway.counts }, now)] : []);

/** What of a source an audit row says: never its secret, and of the address not what stands behind a question mark. */
const shown = (source: PullSourceRow) => ({ name: source.name, url: source.url.split("?")[0], headerName: source.headerName, everyMinutes: source.everyMinutes, plan: source.plan });

const originOf = (url: string): string => (URL.canParse(url.replaceAll(POSITION_WORD, "0")) ? new URL(url.replaceAll(POSITION_WORD, "0")).origin : "");

async function change(write: () => Promise<unknown>): Promise<Result<null>> {
  try {
    await write();
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

