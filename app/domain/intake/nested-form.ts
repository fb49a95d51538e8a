import type { Result } from "../refusal.ts";
import { ok, refused } from "../refusal.ts";

type Nested = { [key: string]: Nested | string };

const MOST_FIELDS = 1_000;
const DEEPEST = 10;
/** Names that mean something to the language; no task system has a field of that name. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "prototype", "constructor"]);

/**
 * The fields of a form body as one nested object: `data[FIELDS_AFTER][ID]=7` becomes `{data: {FIELDS_AFTER: {ID: "7"}}}`;
 * `list[]=a` takes the next free number as its key. Objects have no prototype. The last of equal names counts. Error `bad_form`
 * for names of the language itself, for a name that is both a value and a group, and past 1000 fields or 10 levels.
 */
export function nestForm(fields: Iterable<readonly [string, string]>): Result<Readonly<Record<string, unknown>>, "bad_form"> {
  const root: Nested = Object.create(null) as Nested;
  let count = 0;
  for (const [name, value] of fields) {
    count += 1;
    const keys = keysOf(name);
    if (count > MOST_FIELDS || keys === null || keys.length > DEEPEST || keys.some((key) => FORBIDDEN.has(key))) return refused("bad_form", { name: name.slice(0, 100) });
    let here = root;
    for (const [depth, written] of keys.entries()) {
      const key = written === "" ? String(Object.keys(here).length) : written;
      const there = here[key];
      if (depth === keys.length - 1) {
        if (typeof there === "object") return refused("bad_form", { name: name.slice(0, 100) });
        here[key] = value;
      } else if (there === undefined) here = here[key] = Object.create(null) as Nested;
      else if (typeof there === "object") here = there;
      else return refused("bad_form", { name: name.slice(0, 100) });
    }
  }
  return ok(root);
}

function keysOf(name: string): string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  return match ? [match[1]!, ...[...match[2]!.matchAll(/\[([^[\]]*)\]/g)].map((one) => one[1]!)] : null;
}
