import { isAbsenceKind, type AbsenceKind } from "#app/domain/pay/absence.ts";
import { endAfter } from "#app/domain/organisation/people-file.ts";
import type { AbsenceEntry } from "../enter-absences.server.ts";
import { lineDay, type LineProblem, type PayLine } from "./pay-lines.ts";

/** How each kind is called in a file, folded. */
const WORDS: Readonly<Record<AbsenceKind, readonly string[]>> = {
  unpaid_leave: ["unpaid", "unpaid leave", "без содержания", "отпуск без сохранения зарплаты", "отпуск без содержания"],
  parental_leave: ["parental", "parental leave", "по уходу", "отпуск по уходу за ребенком", "декрет"],
  sick_leave: ["sick", "sick leave", "больничный"],
  annual_leave: ["annual", "annual leave", "отпуск", "ежегодный отпуск"],
  other: ["other", "other absence", "другое", "другое отсутствие"],
};

/** The kind that a cell names, by its code or its name in either language; null for anything else. */
export function readAbsenceKind(text: string): AbsenceKind | null {
  const folded = text.trim().toLowerCase().replaceAll("ё", "е");
  if (isAbsenceKind(folded)) return folded;
  return (Object.keys(WORDS) as AbsenceKind[]).find((kind) => WORDS[kind].includes(folded)) ?? null;
}

/** The absences that lines mean, each beside its line, and what is wrong in them. Both days of a line belong to the absence. */
export function readAbsenceLines(lines: readonly PayLine[], known: ReadonlyMap<string, string>): { readonly entries: readonly (AbsenceEntry & { readonly line: number })[]; readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const entries: (AbsenceEntry & { line: number })[] = [];
  for (const { line, cells } of lines) {
    const say = (reason: string, facts: LineProblem["facts"] = {}) => void problems.push({ line, reason, facts });
    const personId = known.get(cells.number);
    const kind = readAbsenceKind(cells.kind);
    const from = lineDay(cells.from, "");
    const last = lineDay(cells.to, from ?? "");
    if (personId === undefined) say("unknown_person", { number: cells.number });
    else if (kind === null) say("bad_kind", { value: cells.kind });
    else if (!from) say("bad_day", { value: cells.from });
    else if (!last) say("bad_day", { value: cells.to });
    else entries.push({ line, personId, kind, from, to: endAfter(last) });
  }
  return { entries, problems };
}
