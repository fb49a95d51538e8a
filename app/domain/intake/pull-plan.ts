import { ok, refused } from "../refusal.ts";
import type { Result } from "../refusal.ts";
import { parsePath, textOf, valueAt } from "./json-path.ts";
import { readTold } from "./told-instant.ts";
import { zoneOf } from "../time/zone.ts";

/** How a list goes on after its first page. */
export const PAGINGS = ["none", "next", "page", "offset", "cursor"] as const;
export type Paging = (typeof PAGINGS)[number];

/** How the place up to which everything is known is written into the next request. */
export const POSITION_FORMS = ["text", "iso", "unix", "unix_ms"] as const;
export type PositionForm = (typeof POSITION_FORMS)[number];

/** The word in an address that stands for how far everything is known. */
export const POSITION_WORD = "{position}";

/** How a list of tasks is read from a system that does not send them by itself. */
export interface PullPlan {
  /** Where the list stands in the answer; empty = the answer is the list. */
  readonly itemsPath: string;
  readonly paging: Paging;
  /** `page`, `offset`, `cursor`: the parameter of the address. */
  readonly pageParam: string;
  /** `next`: where the next address stands, empty = in the header `Link`. `cursor`: where the next cursor stands. */
  readonly nextPath: string;
  /** `page`: the number of the first page. */
  readonly firstPage: number;
  /** Where in an item stands what grows with each change, such as the time of the last change; empty = the whole list each time. */
  readonly positionPath: string;
  readonly positionForm: PositionForm;
  /** What stands for the position at the first time. */
  readonly positionStart: string;
  /** So many minutes before the position are read again: clocks differ, and late writers come late. */
  readonly overlapMinutes: number;
}

/** Where the next page is to be found. */
export type Pointer = { readonly url: string } | { readonly number: number } | { readonly cursor: string };

export const MOST_OVERLAP_MINUTES = 7 * 24 * 60;
const UTC = zoneOf("UTC");

/** What is wrong with a plan, at its field. Errors `bad_path`, `required`, `no_position_word`, `bad_number`. */
export function checkPlan(url: string, plan: PullPlan): Result<null> {
  for (const field of ["itemsPath", "nextPath", "positionPath"] as const) if (plan[field] !== "" && !parsePath(plan[field]).ok) return refused("bad_path", { place: field, path: plan[field].slice(0, 100) }, field);
  if ((plan.paging === "page" || plan.paging === "offset" || plan.paging === "cursor") && !/^[\w.[\]-]{1,60}$/.test(plan.pageParam)) return refused("required", undefined, "pageParam");
  if (plan.paging === "cursor" && plan.nextPath === "") return refused("required", undefined, "nextPath");
  if (!Number.isInteger(plan.firstPage) || plan.firstPage < 0 || plan.firstPage > 10) return refused("bad_number", undefined, "firstPage");
  if (!Number.isInteger(plan.overlapMinutes) || plan.overlapMinutes < 0 || plan.overlapMinutes > MOST_OVERLAP_MINUTES) return refused("bad_number", undefined, "overlapMinutes");
  const says = url.includes(POSITION_WORD);
  if (says && plan.positionPath === "") return refused("required", undefined, "positionPath");
  if (says && plan.positionStart === "") return refused("required", undefined, "positionStart");
  if (says && plan.positionForm !== "text" && readTold(plan.positionStart, UTC) === null) return refused("bad_start", undefined, "positionStart");
  return ok(null);
}

/** The address of a request: how far everything is known, and which page. `position` null = the first time. */
export function addressOf(url: string, plan: PullPlan, position: string | null, pointer: Pointer | null): string {
  if (pointer && "url" in pointer) return pointer.url;
  const filled = url.replaceAll(POSITION_WORD, encodeURIComponent(asked(plan, position)));
  const number = pointer && "number" in pointer ? pointer.number : plan.paging === "page" ? plan.firstPage : plan.paging === "offset" ? 0 : null;
  const value = pointer && "cursor" in pointer ? pointer.cursor : number === null ? null : String(number);
  if (value === null || plan.pageParam === "") return filled;
  const address = new URL(filled);
  address.searchParams.set(plan.pageParam, value);
  return address.href;
}

function asked(plan: PullPlan, position: string | null): string {
  const text = position ?? plan.positionStart;
  if (plan.positionForm === "text") return text;
  const told = readTold(text, UTC);
  if (told === null) return text;
  const from = position === null ? told : told - plan.overlapMinutes * 60_000;
  if (plan.positionForm === "iso") return `${new Date(from).toISOString().slice(0, 19)}Z`;
  return String(plan.positionForm === "unix" ? Math.floor(from / 1000) : from);
}

/** The items of an answer. Error `no_list` where there is none at the path. */
export function itemsOf(plan: PullPlan, answer: unknown): Result<readonly unknown[], "no_list"> {
  const list = plan.itemsPath === "" ? answer : at(plan.itemsPath, answer);
  return Array.isArray(list) ? ok(list) : refused("no_list");
}

/** Where the list goes on; null = this was its last page. `link` is the header of that name. */
export function nextPointer(plan: PullPlan, answer: unknown, here: Pointer | null, items: number, asked: string, link: string | null): Result<Pointer | null, "foreign_next"> {
  if (plan.paging === "none") return ok(null);
  if (plan.paging === "next") {
    const text = plan.nextPath === "" ? nextOfLink(link) : textOf(at(plan.nextPath, answer));
    if (text === null) return ok(null);
    // The secret goes with each request: a list that leads to another machine is left.
    const url = URL.canParse(text, asked) ? new URL(text, asked) : null;
    if (!url || url.origin !== new URL(asked).origin) return refused("foreign_next");
    return ok(url.href === new URL(asked).href ? null : { url: url.href });
  }
  if (items === 0) return ok(null);
  const number = here && "number" in here ? here.number : null;
  if (plan.paging === "page") return ok({ number: (number ?? plan.firstPage) + 1 });
  if (plan.paging === "offset") return ok({ number: (number ?? 0) + items });
  const cursor = textOf(at(plan.nextPath, answer));
  return ok(cursor === null || (here && "cursor" in here && here.cursor === cursor) ? null : { cursor });
}

/** The address with `rel="next"` of a `Link` header, or null. */
export function nextOfLink(link: string | null): string | null {
  for (const part of (link ?? "").split(/,(?=\s*<)/)) {
    const found = /^\s*<([^>]*)>\s*;(.*)$/s.exec(part);
    if (found && /(?:^|;)\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(found[2]!)) return found[1]!;
  }
  return null;
}

/** How far an item says that the list has come; null when it says nothing. */
export const positionOf = (plan: PullPlan, item: unknown): string | null => (plan.positionPath === "" ? null : textOf(at(plan.positionPath, item)));

/** The order of positions: instants by time, numbers by size, texts by their letters. */
export function comparePositions(plan: PullPlan, a: string, b: string): number {
  if (plan.positionForm !== "text") {
    const [left, right] = [readTold(a, UTC), readTold(b, UTC)];
    if (left !== null && right !== null) return left - right;
  }
  const [left, right] = [Number(a), Number(b)];
  if (Number.isFinite(left) && Number.isFinite(right)) return left - right;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether an item at `position` is asked for again, now that everything up to `known` is here. */
export function isAskedAgain(plan: PullPlan, position: string, known: string): boolean {
  if (plan.positionForm === "text") return comparePositions(plan, position, known) >= 0;
  const [there, here] = [readTold(position, UTC), readTold(known, UTC)];
  // Seconds are cut off where the position is asked with whole ones.
  return there === null || here === null || there >= here - plan.overlapMinutes * 60_000 - 1000;
}

/** A source that does not answer is asked again after 1, 2, 4 … minutes, at most an hour. */
export const pullBackOffMs = (attempt: number): number => Math.min(60_000 * 2 ** Math.max(0, attempt - 1), 3_600_000);

const LONGEST_WAIT_MS = 24 * 3_600_000;

/** How long a source asks us to stay away (`Retry-After` in seconds or as a date), at most a day; null when it does not say. */
export function toldToWaitMs(header: string | null, now: number): number | null {
  const text = (header ?? "").trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_WAIT_MS);
  const date = /^[A-Za-z]{3}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), LONGEST_WAIT_MS);
}

function at(path: string, value: unknown): unknown {
  const steps = parsePath(path);
  return steps.ok ? valueAt(value, steps.value) : undefined;
}
