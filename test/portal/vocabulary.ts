import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Route } from "./doors.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUTE_FOLDERS = readdirSync(join(ROOT, "app/routes"));

/** Names of fields that the forms of a route may have, and the words that a field of choices may hold. */
export interface Vocabulary {
  readonly fields: readonly string[];
  /** Words that say which of several things a form does. */
  readonly acts: readonly string[];
}

const FIELD = [/\bname="([A-Za-z][\w.[\]]*)"/g, /\[["']([A-Za-z]\w*)["']\]/g, /\b(?:get|getAll|has|text|value)\(["']([A-Za-z]\w*)["']\)/g, /(?:^|[{,]\s*)([A-Za-z]\w*): (?:z\.|\w+Schema|text|day|decimal|amount)/gm, /\bfields?\.([A-Za-z]\w*)/g];
const ACT = [/\b(?:intent|act|step)="([\w-]+)"/g, /===? ["']([a-z][\w-]*)["']/gi, /z\.literal\(["']([\w-]+)["']\)/g, /\bcase ["']([\w-]+)["']/g, /\bvalue="([a-z][\w-]*)"/gi, /\[((?:["'][a-z_]+["'](?:, )?){2,12})\] as const/g];

/** What can be read of a route's forms from its sources: its own folder, and the parts of `app/web` and `app/components` that it imports. */
export function vocabularyOf(route: Route): Vocabulary {
  const folder = ROUTE_FOLDERS.find((name) => name.replace(/^_shell\./, "") === route.name)!;
  const own = join(ROOT, "app/routes", folder);
  const files = readdirSync(own).map((name) => join(own, name));
  const imported = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/from "(#app\/(?:web|components)\/[^"]+|\.\.?\/[^"]+)"/g)].map(([, to]) => (to!.startsWith("#") ? join(ROOT, to!.slice(1)) : join(dirname(file), to!))));
  const text = [...new Set([...files, ...imported])].filter((file) => existsSync(file)).map((file) => readFileSync(file, "utf8")).join("\n");
  const all = (patterns: readonly RegExp[]) => [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, found]) => found!.split(/["', ]+/).filter((part) => part !== ""))))];
  return { fields: all(FIELD), acts: all(ACT).filter((word) => word.length < 25) };
}
