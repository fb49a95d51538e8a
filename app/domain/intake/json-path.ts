import type { Result } from "../refusal.ts";
import { ok, refused } from "../refusal.ts";

/** One step of a path: a key, a place in a list, or the first entry of a list whose own field has a value. */
export type PathStep =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "find"; readonly key: string; readonly value: string };

export const LONGEST_PATH = 300;
const MOST_STEPS = 20;
const KEY = /^[^.[\]]+/;
const BRACKET = /^\[(?:(\d{1,4})|"([^"]+)"|([^\]="]+)=([^\]]*))\]/;

/**
 * Reads a path of the small language in which hooks point into a payload: `a.b` (own keys), `[0]` (place in a list),
 * `[name=value]` (first entry of a list whose own field `name` is that text), `["a.b"]` (a key with other characters).
 * Nothing else: no wildcards, no scripts. Error `bad_path` with the rest that was not understood.
 */
export function parsePath(text: string): Result<readonly PathStep[], "bad_path"> {
  const wrong = (rest: string) => refused("bad_path" as const, { path: text.slice(0, 100), at: rest.slice(0, 30) });
  if (text === "" || text.length > LONGEST_PATH) return wrong(text);
  const steps: PathStep[] = [];
  let rest = text;
  while (rest !== "") {
    const bracket = BRACKET.exec(rest);
    if (bracket) {
      const [whole, index, quoted, name, value] = bracket;
      if (index !== undefined) steps.push({ kind: "index", index: Number(index) });
      else if (quoted !== undefined) steps.push({ kind: "key", key: quoted });
      else steps.push({ kind: "find", key: name!.trim(), value: value! });
      rest = rest.slice(whole.length);
    } else {
      const dotted = steps.length === 0 ? rest : rest.startsWith(".") ? rest.slice(1) : "";
      const key = KEY.exec(dotted)?.[0];
      if (key === undefined) return wrong(rest);
      steps.push({ kind: "key", key });
      rest = dotted.slice(key.length);
    }
    if (steps.length > MOST_STEPS) return wrong(rest);
  }
  return ok(steps);
}

/** What stands at a path; undefined where it leads nowhere. Only own fields are seen, so `toString` is a field like any other. */
export function valueAt(payload: unknown, steps: readonly PathStep[]): unknown {
  let here = payload;
  for (const step of steps) {
    if (here === null || typeof here !== "object") return undefined;
    if (step.kind === "key") here = Array.isArray(here) ? undefined : ownField(here, step.key);
    else if (!Array.isArray(here)) return undefined;
    else if (step.kind === "index") here = here[step.index] as unknown;
    else here = here.find((entry) => textOf(ownField(entry, step.key)) === step.value) as unknown;
  }
  return here;
}

/** A plain value as text: texts, numbers and booleans; null, lists and objects have none. */
export function textOf(value: unknown): string | null {
  // A NUL is no character of any text here, and one of the databases holds none.
  if (typeof value === "string") return value.replaceAll("\u0000", "").trim() || null;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
  return typeof value === "boolean" ? String(value) : null;
}

function ownField(holder: unknown, key: string): unknown {
  return holder !== null && typeof holder === "object" && Object.hasOwn(holder, key) ? (holder as Record<string, unknown>)[key] : undefined;
}
