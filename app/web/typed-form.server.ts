import { json, redirect } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { formatDay } from "#app/format/date.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import type { OperationContext } from "#app/operations/context.ts";
import type { AppContext } from "./context.server.ts";
import { type Flash, setFlash } from "./flash.server.ts";
import type { Viewer } from "./session.server.ts";

/** No field of these forms holds more. */
const MOST_CHARACTERS = 20_000;

/** The texts of a form, trimmed; files are left out. */
export async function readTyped(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  return Object.fromEntries([...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value.trim().slice(0, MOST_CHARACTERS)]] : [])));
}

/** The name in two languages that a form's two fields give. */
export const namesOf = (en: string | undefined, ru: string | undefined): Names => ({ ...(en ? { en } : {}), ...(ru ? { ru } : {}) });

/** Sends a form back: what was typed, with a sentence at each field. Days in the facts are written out. */
export function refuseTyped(values: Readonly<Record<string, string>>, faults: readonly Refused[], say: (code: string, facts: Readonly<Record<string, string | number>>) => string, locale: Locale, status = 422) {
  const sentences: Record<string, string> = {};
  for (const fault of faults) {
    const facts = Object.fromEntries(Object.entries(fault.facts ?? {}).map(([name, value]) => [name, typeof value === "string" && readDay(value) !== null ? formatDay(value, locale) : value]));
    sentences[fault.field ?? "form"] ??= say(fault.code, facts);
  }
  return json<TypedForm>({ values, faults: sentences }, { status });
}

/** Goes on to a page that says what was done. */
export function doneTyped(path: string, context: AppContext, flash: Omit<Flash, "tone"> = { key: "saved" }): Response {
  return redirect(path, { headers: { "Set-Cookie": setFlash({ ...flash, tone: "done" }, context.mode === "production") } });
}

/** The operation context of a signed-in person's request. */
export const actingContext = (context: AppContext, viewer: Viewer): OperationContext => ({ store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } });

/** The texts of a form with passwords, as they were typed: blanks belong to them. */
export async function readSecrets(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  return Object.fromEntries([...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value.slice(0, MOST_CHARACTERS)]] : [])));
}
