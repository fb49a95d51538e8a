import type { CalendarDraft, DraftDay } from "#app/domain/calendar/calendar-draft.ts";
import { WEEKDAYS, type Weekday } from "#app/domain/calendar/calendar-spec.ts";

export const SOURCES = ["russia", "country", "file"] as const;
export type Source = (typeof SOURCES)[number];

export const INTENTS = ["edit", "propose", "take", "review", "save"] as const;
export type Intent = (typeof INTENTS)[number];

/** A change that a source proposes, as the form carries it. */
export interface CarriedChange {
  readonly kind: "added" | "changed" | "removed";
  readonly date: string;
  readonly before: string | null;
  /** Hours as text, "" = closed; null = back to the usual week. */
  readonly after: string | null;
  readonly nameEn: string;
  readonly nameRu: string;
}

/** Everything that the editor sends. */
export interface EditorForm {
  readonly intent: Intent;
  readonly code: string;
  readonly base: number;
  readonly draft: CalendarDraft;
  readonly source: { readonly kind: Source; readonly country: string; readonly region: string; readonly fromYear: string; readonly toYear: string };
  readonly taken: readonly CarriedChange[];
}

const MOST_TEXT = 200;
const MOST_CARRIED = 5_000;

/** Reads the editor's fields as they were typed; what is missing is empty. */
export function readEditorForm(texts: ReadonlyMap<string, string>): EditorForm {
  const text = (name: string) => (texts.get(name) ?? "").slice(0, MOST_TEXT);
  const rows = [...texts.keys()].flatMap((key) => /^days\.(\d{1,5})\.date$/.exec(key)?.[1] ?? []).sort((a, b) => Number(a) - Number(b));
  const days = rows
    .map((row): DraftDay => ({ date: text(`days.${row}.date`), hours: text(`days.${row}.hours`), nameEn: text(`days.${row}.nameEn`), nameRu: text(`days.${row}.nameRu`) }))
    .filter((day) => day.date + day.hours + day.nameEn + day.nameRu !== "");
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, text(`weekly.${day}`)])) as Record<Weekday, string>;
  return {
    intent: INTENTS.find((one) => one === texts.get("intent")) ?? "edit",
    code: text("code"),
    base: /^\d{1,6}$/.test(text("base")) ? Number(text("base")) : 0,
    draft: { nameEn: text("nameEn"), nameRu: text("nameRu"), tz: text("tz"), weekly, days },
    source: { kind: SOURCES.find((one) => one === texts.get("source")) ?? "russia", country: text("country"), region: text("region"), fromYear: text("fromYear"), toYear: text("toYear") },
    taken: takenChanges(texts),
  };
}

function takenChanges(texts: ReadonlyMap<string, string>): CarriedChange[] {
  const taken: CarriedChange[] = [];
  for (let i = 0; i < MOST_CARRIED && texts.has(`change.${i}`); i++) {
    if (texts.get(`take.${i}`) !== "on") continue;
    const [kind, date, after, nameEn = "", nameRu = ""] = (texts.get(`change.${i}`) ?? "").split("|");
    if (kind === "removed" && date) taken.push({ kind, date, before: null, after: null, nameEn: "", nameRu: "" });
    else if ((kind === "added" || kind === "changed") && date) taken.push({ kind, date, before: null, after: after ?? "", nameEn, nameRu });
  }
  return taken;
}

/** A change as one field; `|` cannot stand in hours, and is taken out of names. */
export const carry = (change: CarriedChange): string => [change.kind, change.date, change.after ?? "", change.nameEn.replaceAll("|", "/"), change.nameRu.replaceAll("|", "/")].join("|");

/** The draft with the taken changes in it, dates in order. */
export function takeChanges(draft: CalendarDraft, taken: readonly CarriedChange[]): CalendarDraft {
  const days = new Map(draft.days.map((day) => [day.date, day]));
  for (const change of taken) {
    if (change.after === null) days.delete(change.date);
    else days.set(change.date, { date: change.date, hours: change.after, nameEn: change.nameEn, nameRu: change.nameRu });
  }
  return { ...draft, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}
