import { canonicalJson } from "../canonical-json.ts";
import type { Names } from "../names.ts";
import type { Employment, Place } from "./place.ts";
import { firstOverlap, readFte, readSharePct } from "./place.ts";
import { EMAIL, endAfter, isCyrillic, matchColumns, readEmployment, readFileDay } from "./people-file.ts";
import type { PeopleColumn } from "./people-file.ts";

export interface PeopleRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Cells ≠ headings. */
  readonly wrong?: string;
}

export interface PersonFields {
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly email: string | null;
  readonly locale: "en" | "ru";
}

export interface PlaceFields extends Place {
  readonly position: Names;
  readonly fte: string;
  readonly employment: Employment;
}

export interface KnownPerson extends PersonFields {
  readonly id: string;
  readonly number: string;
  readonly isArchived: boolean;
  readonly places: readonly (PlaceFields & { readonly id: string })[];
}

export interface PeopleProblem {
  readonly line: number;
  /** Heading as the file writes it; "" = the whole row. */
  readonly column: string;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type PlaceChange =
  | { readonly kind: "new"; readonly line: number; readonly place: PlaceFields }
  | { readonly kind: "update"; readonly line: number; readonly id: string; readonly before: PlaceFields; readonly place: PlaceFields }
  /** Ends because the person is transferred. */
  | { readonly kind: "end"; readonly line: number; readonly id: string; readonly before: PlaceFields; readonly to: string };

export interface PersonChange {
  readonly line: number;
  readonly number: string;
  /** null = a new person. */
  readonly id: string | null;
  readonly person: PersonFields;
  readonly changed: readonly (keyof PersonFields)[];
  readonly places: readonly PlaceChange[];
}

export interface PeoplePlan {
  readonly changes: readonly PersonChange[];
  readonly problems: readonly PeopleProblem[];
  /** Rows that say only what is known. */
  readonly same: number;
}

const MOST_CHARACTERS = 120;

interface ReadRow {
  readonly line: number;
  readonly number: string;
  readonly person: { readonly surname: string; readonly givenName: string; readonly patronymic: string | null; readonly email: string | null; readonly locale: "en" | "ru" | null };
  readonly place: { readonly departmentId: string; readonly from: string; readonly to: string | null; readonly fte: string | null; readonly sharePct: string | null; readonly employment: Employment | null; readonly position: Names };
}

/**
 * What a file of people would change, and what is wrong in it. A blank cell changes nothing. A row is a place of work, known by
 * department and first day; a new place ends those that began earlier, are not in the file and would not fit beside it: a transfer.
 * With any problem nothing may be written.
 */
export function planPeople(rows: readonly PeopleRow[], headings: readonly string[], known: { readonly people: readonly KnownPerson[]; readonly departments: ReadonlyMap<string, string>; readonly departmentCode: (id: string) => string }): PeoplePlan {
  const columns = matchColumns(headings);
  const problems: PeopleProblem[] = [];
  const problem = (line: number, column: PeopleColumn | null, reason: string, facts: PeopleProblem["facts"] = {}) => problems.push({ line, column: column === null ? "" : (columns.get(column) ?? column), reason, facts });
  const byNumber = new Map(known.people.map((row) => [row.number, row]));
  const emails = new Map(known.people.flatMap((row) => (row.email ? [[row.email, row.number] as const] : [])));

  const groups = new Map<string, ReadRow[]>();
  for (const row of rows) {
    if (row.wrong !== undefined) {
      problem(row.line, null, "cells", { value: row.wrong });
      continue;
    }
    const read = readRow(row, columns, known.departments, (column, reason, facts) => problem(row.line, column, reason, facts));
    if (read) groups.set(read.number, [...(groups.get(read.number) ?? []), read]);
  }

  const changes: PersonChange[] = [];
  let same = 0;
  for (const [number, list] of groups) {
    const first = list[0]!;
    const person = byNumber.get(number) ?? null;
    if (person?.isArchived) {
      problem(first.line, "number", "archived_person");
      continue;
    }
    const other = list.find((row) => row.person.surname !== first.person.surname || row.person.givenName !== first.person.givenName);
    if (other) {
      problem(other.line, "number", "duplicate_number", { other: first.line });
      continue;
    }
    const email = list.map((row) => row.person.email).find((one) => one !== null) ?? null;
    const owner = email === null ? undefined : emails.get(email);
    if (email !== null && owner !== undefined && owner !== number) problem(first.line, "email", "email_taken", { value: email, number: owner });
    if (email !== null) emails.set(email, number);
    const planned = planPlaces(list, person, (line, reason, facts) => problem(line, "from", reason, facts), known.departmentCode);
    if (!planned) continue;
    const fields: PersonFields = {
      surname: first.person.surname, givenName: first.person.givenName, patronymic: first.person.patronymic ?? person?.patronymic ?? null, email: email ?? person?.email ?? null,
      locale: first.person.locale ?? person?.locale ?? (isCyrillic(first.person.surname) ? "ru" : "en"),
    };
    const changed = person ? (Object.keys(fields) as (keyof PersonFields)[]).filter((key) => fields[key] !== person[key]) : [];
    const touched = new Set(planned.map((change) => change.line));
    if (person && changed.length === 0 && planned.length === 0) same += list.length;
    else {
      changes.push({ line: first.line, number, id: person?.id ?? null, person: fields, changed, places: planned });
      same += list.filter((row) => !touched.has(row.line) && (row !== first || (person !== null && changed.length === 0))).length;
    }
  }
  return { changes, problems: problems.sort((a, b) => a.line - b.line), same };
}

function planPlaces(list: readonly ReadRow[], person: KnownPerson | null, problem: (line: number, reason: string, facts: PeopleProblem["facts"]) => void, codeOf: (id: string) => string): PlaceChange[] | null {
  const changes: PlaceChange[] = [];
  const listed = new Map<string, number>();
  const after = new Map<string, PlaceFields & { readonly line: number; readonly id: string | null }>((person?.places ?? []).map((row) => [row.id, { ...row, line: 0 }]));
  for (const { line, place } of list) {
    const key = `${place.departmentId} ${place.from}`;
    const twice = listed.get(key);
    if (twice !== undefined) {
      problem(line, "duplicate_row", { other: twice });
      return null;
    }
    listed.set(key, line);
    const before = person?.places.find((row) => row.departmentId === place.departmentId && row.from === place.from && row.to !== row.from);
    const next: PlaceFields = {
      departmentId: place.departmentId, from: place.from, to: place.to ?? before?.to ?? null, fte: place.fte ?? before?.fte ?? "1", sharePct: place.sharePct ?? before?.sharePct ?? "100",
      employment: place.employment ?? before?.employment ?? "permanent", position: { ...(before?.position ?? {}), ...place.position },
    };
    if (!before) changes.push({ kind: "new", line, place: next });
    else if (canonicalJson(next) !== canonicalJson(fieldsOf(before))) changes.push({ kind: "update", line, id: before.id, before: fieldsOf(before), place: next });
    after.set(before?.id ?? key, { ...next, line, id: before?.id ?? null });
  }
  // A transfer: what began earlier and is not in the file makes room for the new place.
  for (const change of changes.filter((row) => row.kind === "new").sort((a, b) => (a.place.from < b.place.from ? -1 : 1))) {
    for (const [key, row] of after) {
      const unlisted = row.line === 0 && row.from < change.place.from && (row.to === null || row.to > change.place.from);
      if (!unlisted || !firstOverlap([row, change.place])) continue;
      const { line: _line, id, ...before } = row;
      changes.push({ kind: "end", line: change.line, id: id!, before: fieldsOf(before), to: change.place.from });
      after.set(key, { ...row, to: change.place.from });
    }
  }
  const clash = firstOverlap([...after.values()]);
  if (!clash) return changes;
  const [mine, other] = clash.place.line >= clash.other.line ? [clash.place, clash.other] : [clash.other, clash.place];
  problem(mine.line === 0 ? list[0]!.line : mine.line, "overlap", { department: codeOf(other.departmentId), from: other.from });
  return null;
}

const fieldsOf = ({ departmentId, from, to, fte, sharePct, employment, position }: PlaceFields): PlaceFields => ({ departmentId, from, to, fte, sharePct, employment, position });

function readRow(row: PeopleRow, columns: ReadonlyMap<PeopleColumn, string>, departments: ReadonlyMap<string, string>, problem: (column: PeopleColumn, reason: string, facts?: PeopleProblem["facts"]) => void): ReadRow | null {
  let isBad = false;
  const fault = (column: PeopleColumn, reason: string, facts?: PeopleProblem["facts"]) => {
    isBad = true;
    problem(column, reason, facts);
  };
  const cell = (column: PeopleColumn): string => {
    const heading = columns.get(column);
    const text = heading === undefined ? "" : (row.cells[heading] ?? "").trim();
    if (text.length > MOST_CHARACTERS) fault(column, "too_long", { most: MOST_CHARACTERS });
    return text;
  };
  const needed = (column: PeopleColumn): string => {
    const text = cell(column);
    if (text === "") fault(column, "missing");
    return text;
  };
  /** A cell that may be blank; null = blank or at fault. */
  const read = <T>(column: PeopleColumn, reason: string, reader: (text: string) => T | null): T | null => {
    const text = cell(column);
    if (text === "") return null;
    const value = reader(text);
    if (value === null) fault(column, reason, { value: text });
    return value;
  };
  const number = needed("number");
  const surname = needed("surname");
  const givenName = needed("givenName");
  const code = needed("department");
  const departmentId = departments.get(code.toLowerCase()) ?? "";
  if (code !== "" && departmentId === "") fault("department", "unknown_department", { value: code });
  const from = needed("from") === "" ? null : read("from", "bad_date", readFileDay);
  const last = read("to", "bad_date", readFileDay);
  if (from !== null && last !== null && last < from) fault("to", "to_before_from");
  const fte = read("fte", "fte_range", readFte);
  const sharePct = read("share", "share_range", (text) => readSharePct(text.replace(/\s*%$/, "")));
  const employment = read("employment", "bad_employment", readEmployment);
  const email = read("email", "bad_email", (text) => (EMAIL.test(text) ? text.toLowerCase() : null));
  const locale = read("locale", "bad_locale", (text) => (text.toLowerCase() === "en" || text.toLowerCase() === "ru" ? (text.toLowerCase() as "en" | "ru") : null));
  const position = cell("position");
  const positionRu = cell("positionRu");
  if (isBad || from === null) return null;
  return {
    line: row.line, number,
    person: { surname, givenName, patronymic: cell("patronymic") || null, email, locale },
    place: {
      departmentId, from, to: last === null ? null : endAfter(last), fte, sharePct, employment,
      position: { ...(position === "" ? {} : isCyrillic(position) ? { ru: position } : { en: position }), ...(positionRu === "" ? {} : { ru: positionRu }) },
    },
  };
}
