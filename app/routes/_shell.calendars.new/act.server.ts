import { join } from "node:path";
import { json, redirect } from "@remix-run/node";
import { checkDraft, type CalendarDraft, type DraftFault } from "#app/domain/calendar/calendar-draft.ts";
import { dayEntries } from "#app/domain/calendar/day-entries.ts";
import { hoursText } from "#app/domain/calendar/interval-text.ts";
import { proposeChanges, russianDays } from "#app/domain/calendar/propose-days.ts";
import { RUSSIAN_YEARS } from "#app/domain/calendar/russian-years.ts";
import { refused } from "#app/domain/refusal.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { countryHolidays, regionsOf } from "#app/operations/calendar-sources/country-holidays.server.ts";
import { readSourceFile } from "#app/operations/calendar-sources/read-source-file.server.ts";
import { saveCalendar } from "#app/operations/save-calendar.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { findCalendar } from "#db/queries/catalogue.server.ts";
import { readEditorForm, takeChanges, type CarriedChange, type EditorForm } from "./form.ts";
import { readReview, type Review } from "./review.server.ts";

/** A calendar file of a country and a decade has some tens of kilobytes. */
export const MOST_MB = 8;
const MOST_YEARS = 10;

/** The form with or without a file. */
async function readForm(request: Request, options: Parameters<typeof receiveUpload>[1]): ReturnType<typeof receiveUpload> {
  if (/^multipart\/form-data/i.test(request.headers.get("Content-Type") ?? "")) return receiveUpload(request, options);
  const texts = [...(await request.formData())].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
  return { file: null, texts: new Map(texts) };
}

/** What the editor shows after a step. */
export interface EditorState {
  readonly draft: CalendarDraft;
  readonly code: string;
  readonly base: number;
  /** A sentence at a field; `form` stands above the fields, `source` in the box of sources. */
  readonly faults: Readonly<Record<string, string>>;
  readonly source: EditorForm["source"] | null;
  readonly proposal: { readonly changes: readonly CarriedChange[]; readonly skipped: number } | null;
  readonly review: Review | null;
  readonly taken: number | null;
  /** Regions of the country that was chosen; null = as loaded. */
  readonly regions: readonly { readonly code: string; readonly name: string }[] | null;
  /** Makes the fields begin anew from the draft; empty = leave them as they are on the page. */
  readonly stamp: string;
}

/** One step of the editor: look at a source's days, take some, see what saving would change, save. */
export async function actOnEditor(request: Request, context: AppContext, viewer: Viewer, calendarId: string | null) {
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "calendars");
  const say = (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(code as Key<"calendars">, facts);
  const received = await readForm(request, { fileField: "file", directory: join(context.dataDir, "uploads"), mostBytes: MOST_MB * 1024 * 1024 });
  const known = calendarId === null ? null : await findCalendar(context.store, calendarId);
  if (calendarId !== null && !known) throw fault(404, "not_found");
  // The rest of the form did not arrive either: an empty stamp tells the page to leave its fields as they are.
  if (!received) return json<EditorState>({ ...BLANK, draft: EMPTY_DRAFT, faults: { source: say("fault.file_too_large", { most: MOST_MB }) }, stamp: "" }, { status: 413 });
  const form = readEditorForm(received.texts);
  const state: EditorState = { ...BLANK, draft: form.draft, code: form.code, base: form.base, source: form.source, regions: regionsOf(form.source.country), stamp: crypto.randomUUID() };
  const answer = (over: Partial<EditorState>, status = 200) => json<EditorState>({ ...state, ...over }, { status });

  if (form.intent === "propose") {
    const proposed = await propose(form, received.file?.path ?? null);
    if (!proposed.ok) return answer({ faults: { source: say(`fault.${proposed.code}`, proposed.facts) } }, 422);
    return answer({ proposal: proposed.value });
  }
  if (form.intent === "take") return answer({ draft: takeChanges(form.draft, form.taken), taken: form.taken.length });
  if (form.intent === "edit") return answer({});

  const checked = checkDraft(form.draft);
  const faults = { ...(checked.ok ? {} : sentences(checked.faults, say)), ...(known === null && !/^[A-Za-z0-9_-]{1,40}$/.test(form.code) ? { code: say("fault.code") } : {}) };
  if (!checked.ok || Object.keys(faults).length > 0) return answer({ faults: { ...faults, form: say("fault.form", { count: Object.keys(faults).length }) } }, 422);
  const newest = known?.versions[0];
  if (newest && newest.number !== form.base) return answer({ faults: { form: say("fault.changed_meanwhile", { number: newest.number }) } }, 409);
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  if (form.intent === "review") return answer({ review: await readReview(ctx, known, checked.names, checked.spec) });

  const saved = await saveCalendar(ctx, { calendarId, code: form.code, names: checked.names, spec: checked.spec, baseNumber: form.base, personId: viewer.actor.personId });
  if (!saved.ok) return answer({ faults: { [saved.field ?? "form"]: say(`fault.${saved.code}`, saved.facts) } }, 409);
  const flash = saved.value.tasks > 0 ? { key: "flash.calendarSavedTasks", values: { count: saved.value.tasks } } : { key: "flash.calendarSaved" };
  return redirect(`/calendars/${saved.value.calendarId}`, { headers: { "Set-Cookie": setFlash({ ...flash, tone: "done" }, context.mode === "production") } });
}

export const EMPTY_DRAFT: CalendarDraft = { nameEn: "", nameRu: "", tz: "", weekly: { mon: "09:00–18:00", tue: "09:00–18:00", wed: "09:00–18:00", thu: "09:00–18:00", fri: "09:00–18:00", sat: "", sun: "" }, days: [] };
export const BLANK = { code: "", base: 0, faults: {}, source: null, proposal: null, review: null, taken: null, regions: null } as const;

function sentences(faults: readonly DraftFault[], say: (code: string, facts: Readonly<Record<string, string>>) => string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { field, code, part } of faults) found[field] ??= say(`fault.${code}`, { part });
  return found;
}

async function propose({ draft, source }: EditorForm, path: string | null) {
  const [from, to] = [Number(source.fromYear), Number(source.toYear)];
  const isYear = (text: string, year: number) => /^\d{4}$/.test(text) && year >= 1970 && year <= 2099;
  if (!isYear(source.fromYear, from) || !isYear(source.toYear, to) || to < from || to - from >= MOST_YEARS) return refused("years", { most: MOST_YEARS });
  const [first, last] = [`${from}-01-01`, `${to}-12-31`];
  // The week is needed to say what a shortened day is; the dates as they are typed so far, as far as they can be read.
  const week = checkDraft({ ...draft, nameEn: "-", tz: "UTC", days: [] });
  const dated = checkDraft({ ...draft, nameEn: "-", tz: "UTC" });
  if (!week.ok && week.faults.some((one) => one.field.startsWith("weekly") && one.code !== "never_open")) return refused("week_first");
  if (!dated.ok && dated.faults.some((one) => one.field.startsWith("days"))) return refused("days_first");
  const spec = dated.ok ? dated.spec : { tz: "UTC", weekly: {} };
  const read = await readSource(source, path, from, to, first, last);
  if (!read.ok) return read;
  const changes = proposeChanges(spec.weekly, dayEntries(spec), read.value.days, first, last).map(
    ({ kind, date, before, after }): CarriedChange => ({
      kind, date, before: before && hoursText(before.intervals), after: after && hoursText(after.intervals), nameEn: (after ?? before)?.names?.en ?? "", nameRu: (after ?? before)?.names?.ru ?? "",
    }),
  );
  return { ok: true as const, value: { changes, skipped: read.value.skipped } };
}

async function readSource(source: EditorForm["source"], path: string | null, from: number, to: number, first: string, last: string) {
  if (source.kind === "file") return path === null ? refused("no_file") : readSourceFile(path, first, last);
  if (source.kind === "country") return countryHolidays(source.country, source.region, from, to);
  const missing = Array.from({ length: to - from + 1 }, (_, i) => from + i).find((year) => !RUSSIAN_YEARS.has(year));
  if (missing !== undefined) return refused("year_not_shipped", { year: missing });
  return { ok: true as const, value: { days: russianDays(from, to), skipped: 0 } };
}
