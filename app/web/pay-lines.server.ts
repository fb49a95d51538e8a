import { json } from "@remix-run/node";
import type { LinesAnswer } from "#app/components/pay/lines-form.tsx";
import type { Locale } from "#app/domain/names.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { formatDay } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { decodedText, type LineProblem } from "#app/operations/feeds/pay-lines.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** Problems listed; a file with more is mended from the top. */
const LISTED = 200;

export interface SentLines {
  readonly values: Readonly<Record<string, string>>;
  /** The file's text where one was sent, else what stands in the field. */
  readonly text: string;
}

/** Reads a form with lines in a field or in a file. It stays in memory: pay data rest nowhere in the clear. */
export async function readSentLines(request: Request): Promise<SentLines> {
  const form = await request.formData();
  const values = Object.fromEntries([...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : [])));
  const file = form.get("file");
  const text = file !== null && typeof file !== "string" && file.size > 0 ? decodedText(new Uint8Array(await file.arrayBuffer())) : (values["lines"] ?? "");
  return { values: { ...values, lines: text }, text };
}

/** Personnel number → person, of everybody who is here. */
export const peopleByNumber = async (store: Store): Promise<ReadonlyMap<string, string>> => new Map((await loadPeople(store)).map((person) => [person.personnelNumber, person.id]));

/** Sends the form back with what is wrong in which line. */
export function refuseLines(sent: SentLines, problems: readonly LineProblem[], locale: Locale) {
  const t = translateIn(locale, "members");
  const shown = [...problems].sort((a, b) => a.line - b.line).slice(0, LISTED);
  return json<LinesAnswer>(
    { values: sent.values, faults: { lines: t("lines.problems", { count: problems.length }) }, problems: shown.map(({ line, reason, facts }) => ({ line, reason: t(`problem.${reason}` as Key<"members">, written(facts, locale)) })), problemCount: problems.length },
    { status: 422 },
  );
}

/** Sends the form back with a sentence at a field. */
export function refuseField(sent: SentLines, field: string, code: Key<"members">, locale: Locale) {
  return json<LinesAnswer>({ values: sent.values, faults: { [field]: translateIn(locale, "members")(code) }, problems: [], problemCount: 0 }, { status: 422 });
}

/** A refusal of the operation as a problem of the line that caused it; `LIST.N` names the Nth entry. */
export function problemOf(refused: Refused, entries: readonly { readonly line: number }[]): LineProblem {
  const place = /\.(\d+)/.exec(refused.field ?? "")?.[1];
  return { line: place === undefined ? 1 : (entries[Number(place)]?.line ?? 1), reason: refused.code, facts: (refused.facts ?? {}) as LineProblem["facts"] };
}

const written = (facts: LineProblem["facts"], locale: Locale): LineProblem["facts"] =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === "string" && readDay(value) !== null ? formatDay(value, locale) : value]));
