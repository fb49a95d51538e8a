import { addDays, readDay } from "../time/local-date.ts";

/** Columns of a file of people, with the headings that mean them (folded: lower case, blanks and dashes as `_`, ё as е). */
export const PEOPLE_COLUMNS = {
  number: ["personnel_number", "number", "табельный_номер", "таб._номер", "табномер"],
  surname: ["surname", "last_name", "фамилия"],
  givenName: ["given_name", "first_name", "name", "имя"],
  patronymic: ["patronymic", "middle_name", "отчество"],
  email: ["email", "e_mail", "mail", "почта", "эл._почта", "адрес_почты"],
  department: ["department", "department_code", "подразделение", "код_подразделения"],
  position: ["position", "job_title", "должность"],
  positionRu: ["position_ru", "должность_по_русски"],
  fte: ["fte", "ставка"],
  share: ["share", "share_pct", "доля", "доля_%"],
  employment: ["employment", "занятость"],
  from: ["from", "start", "с", "дата_приема", "принят"],
  to: ["to", "last_day", "по", "дата_увольнения", "уволен"],
  locale: ["locale", "language", "язык"],
} as const satisfies Record<string, readonly string[]>;

export type PeopleColumn = keyof typeof PEOPLE_COLUMNS;

/** Without these a file says nothing. */
export const NEEDED_COLUMNS = ["number", "surname", "givenName", "department", "from"] as const satisfies readonly PeopleColumn[];

const fold = (heading: string): string => heading.trim().toLowerCase().replaceAll("ё", "е").replace(/[\s\u00a0-]+/g, "_");

/** Which heading of a file stands for which column; the first of two that mean the same counts. */
export function matchColumns(headings: readonly string[]): ReadonlyMap<PeopleColumn, string> {
  const found = new Map<PeopleColumn, string>();
  for (const column of Object.keys(PEOPLE_COLUMNS) as PeopleColumn[]) {
    const names: readonly string[] = PEOPLE_COLUMNS[column];
    const heading = headings.find((one) => names.includes(fold(one)));
    if (heading !== undefined) found.set(column, heading);
  }
  return found;
}

/** `2026-03-01`, `01.03.2026` or `1.3.2026` as a local date; null for anything else. */
export function readFileDay(text: string): string | null {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const day = dotted ? `${dotted[3]}-${dotted[2]!.padStart(2, "0")}-${dotted[1]!.padStart(2, "0")}` : text;
  return readDay(day) === null ? null : day;
}

/** The last day of a file as the half-open end that the database keeps. */
export const endAfter = (lastDay: string): string => addDays(lastDay, 1);

const EMPLOYMENT_WORDS = { permanent: ["permanent", "постоянная", "постоянно"], fixed_term: ["fixed_term", "fixed term", "срочная", "срочно"], contractor: ["contractor", "подрядчик"] } as const;

export function readEmployment(text: string): keyof typeof EMPLOYMENT_WORDS | null {
  const word = text.trim().toLowerCase();
  return (Object.keys(EMPLOYMENT_WORDS) as (keyof typeof EMPLOYMENT_WORDS)[]).find((key) => (EMPLOYMENT_WORDS[key] as readonly string[]).includes(word)) ?? null;
}

export const isCyrillic = (text: string): boolean => /[а-яё]/i.test(text);

export const EMAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,180}\.[^\s@,;<>".]{2,}$/;
