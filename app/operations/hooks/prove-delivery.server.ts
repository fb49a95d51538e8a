import { createHmac } from "node:crypto";
import { parsePath, textOf, valueAt } from "#app/domain/intake/json-path.ts";
import { nestForm } from "#app/domain/intake/nested-form.ts";
import { SCHEMES, signedParts, WINDOW_MS } from "#app/domain/intake/hook-scheme.ts";
import type { HookSchemeName } from "#app/domain/intake/hook-scheme.ts";
import { readTold } from "#app/domain/intake/told-instant.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { sha256 } from "#db/new-id.server.ts";
import { sameText } from "./hook-secrets.server.ts";

/** One delivery as it came over the wire. */
export interface RawDelivery {
  readonly body: Buffer;
  /** `application/x-www-form-urlencoded` instead of JSON. */
  readonly isForm: boolean;
  readonly header: (name: string) => string | null;
}

export interface ProvenDelivery {
  readonly payload: unknown;
  /** The same delivery again has the same one. */
  readonly digest: string;
  /** Too old or too new to be taken without somebody looking at it. */
  readonly isStale: boolean;
}

export type ProofRefusal = "unsigned" | "bad_signature" | "no_timestamp" | "bad_body";

/**
 * Checks whose a delivery is: the signature over its bytes, or the token in it, compared in constant time; then how old it is. A
 * payload is read only after the signature, where there is one. Errors: `unsigned`, `bad_signature`, `no_timestamp`, `bad_body`.
 */
export function proveDelivery(schemeName: HookSchemeName, secret: string, raw: RawDelivery, now: number): Result<ProvenDelivery, ProofRefusal> {
  const scheme = SCHEMES[schemeName];
  const timestamp = scheme.timestampHeader ? (raw.header(scheme.timestampHeader) ?? "") : "";
  if (scheme.signatureHeader) {
    const told = raw.header(scheme.signatureHeader);
    if (!told) return refused("unsigned");
    if (scheme.timestampHeader && timestamp === "") return refused("no_timestamp");
    const hmac = createHmac("sha256", secret);
    for (const part of signedParts(scheme.signs, raw.body, timestamp)) hmac.update(part);
    if (!sameText(told.toLowerCase(), `${scheme.prefix}${hmac.digest("hex")}`)) return refused("bad_signature");
  }
  const payload = readPayload(raw.body.toString("utf8"), raw.isForm);
  if (!payload.ok) return payload;
  if (scheme.tokenPath) {
    const token = textAt(scheme.tokenPath, payload.value);
    if (token === null) return refused("unsigned");
    if (!sameText(token, secret)) return refused("bad_signature");
  }
  const time = scheme.timestampHeader ? timestamp : scheme.timestampPaths.map((path) => textAt(path, payload.value)).find((text) => text !== null);
  const at = time ? readTold(time, zoneOf("UTC")) : null;
  if (at === null) return refused("no_timestamp");
  return ok({ payload: payload.value, digest: sha256(`${timestamp}\n${sha256(raw.body)}`), isStale: Math.abs(now - at) > WINDOW_MS });
}

/** A body as the object that the mapping points into. Error `bad_body`. */
export function readPayload(text: string, isForm: boolean): Result<unknown, "bad_body"> {
  if (isForm) {
    const nested = nestForm(new URLSearchParams(text));
    return nested.ok ? nested : refused("bad_body");
  }
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === "object" ? ok(value) : refused("bad_body");
  } catch {
    return refused("bad_body");
  }
}

function textAt(path: string, payload: unknown): string | null {
  const steps = parsePath(path);
  return steps.ok ? textOf(valueAt(payload, steps.value)) : null;
}
