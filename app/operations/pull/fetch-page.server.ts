import { addressOf, itemsOf, nextPointer, toldToWaitMs } from "#app/domain/intake/pull-plan.ts";
import type { Pointer } from "#app/domain/intake/pull-plan.ts";
import { ok } from "#app/domain/refusal.ts";
import type { Ok } from "#app/domain/refusal.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import type { PullSourceRow } from "#db/queries/pulls.server.ts";
import { hookSecrets } from "../hooks/hook-secrets.server.ts";
import { safeRequest } from "../hooks/safe-request.server.ts";
import type { SafeRequestOptions } from "../hooks/safe-request.server.ts";

export const placeOfPullSecret = (id: string) => `pull_source.${id}.secret`;

export interface PulledPage {
  readonly items: readonly unknown[];
  /** Null = the list ends here. */
  readonly next: Pointer | null;
  readonly text: string;
}

/** Why a page did not come, and how long the source asks us to stay away. */
export interface PageFault {
  readonly code: string;
  readonly detail: string;
  readonly waitMs: number | null;
}

export interface Asking extends SafeRequestOptions {
  readonly ring: KeyRing;
}

const MOST_PAGE_BYTES = 20 * 1024 * 1024;
const PAGE_MS = 30_000;

/** Fetches one page of a list. Nothing of the answer is kept in a fault: it may hold anything. */
export async function fetchPage(source: PullSourceRow, asking: Asking, position: string | null, pointer: Pointer | null, now: number): Promise<Ok<PulledPage> | { readonly ok: false; readonly fault: PageFault }> {
  const fault = (code: string, detail = "", waitMs: number | null = null) => ({ ok: false as const, fault: { code, detail, waitMs } });
  let url: string;
  try {
    url = new URL(addressOf(source.url, source.plan, position, pointer)).href;
  } catch {
    return fault("bad_url");
  }
  const secret = source.secret === null ? null : hookSecrets(asking.ring).open(placeOfPullSecret(source.id), source.secret);
  const headers = { "User-Agent": "Concord", Accept: "application/json", ...(secret !== null && source.headerName !== "" ? { [source.headerName]: secret } : {}) };
  const answer = await safeRequest({ method: "GET", url, headers, body: "" }, { timeoutMs: PAGE_MS, mostBytes: MOST_PAGE_BYTES, ...asking });
  if (!answer.ok) return fault(answer.code);
  const { status, body, isCut, header } = answer.value;
  if (status >= 300 && status < 400) return fault("redirected", String(status));
  if (status === 429 || status >= 500) return fault("busy", String(status), toldToWaitMs(header("retry-after"), now));
  if (status === 401 || status === 403) return fault("not_allowed", String(status));
  if (status < 200 || status >= 300) return fault("bad_status", String(status));
  if (isCut) return fault("too_large", String(MOST_PAGE_BYTES / 1024 / 1024));
  let told: unknown;
  try {
    told = JSON.parse(body);
  } catch {
    return fault("not_json");
  }
  const items = itemsOf(source.plan, told);
  if (!items.ok) return fault(items.code, source.plan.itemsPath);
  const next = nextPointer(source.plan, told, pointer, items.value.length, url, header("link"));
  if (!next.ok) return fault(next.code);
  return ok({ items: items.value, next: next.value, text: body });
}

