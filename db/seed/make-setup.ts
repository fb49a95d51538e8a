import type { Locale } from "#app/domain/names.ts";
import { AGREEMENTS, COMPANY, DEPARTMENTS, nameOf, PRODUCTS } from "./company.ts";
import type { SeedProduct } from "./company.ts";

/** Moscow working hours with a lunch break; holidays come from the shipped production calendar. */
export interface SeedCalendarDays {
  readonly holidays: readonly string[];
  readonly workingWeekends: readonly string[];
  readonly shortened: readonly string[];
  /** What the days off are called. */
  readonly names: Readonly<Record<string, { readonly en?: string; readonly ru?: string }>>;
}

const FULL_DAY = [["09:00", "13:00"], ["14:00", "18:00"]] as const;
const SHORT_DAY = [["09:00", "13:00"], ["14:00", "17:00"]] as const;

export interface SeedPerson {
  readonly personnelNumber: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly email: string;
  readonly locale: Locale;
  readonly department: string;
  readonly isHead: boolean;
}

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [..."абвгдежзийклмнопрстуфхцчшщъыьэюяё"].map((letter, i) => [letter, "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya e".split(" ")[i] ?? ""]),
);
const latin = (text: string) => [...text.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join("");

/** Everybody, department by department, heads first. */
export function seedPeople(): SeedPerson[] {
  let n = 0;
  return DEPARTMENTS.flatMap((department) =>
    Array.from({ length: department.people }, (_, i): SeedPerson => {
      const name = nameOf(n);
      n += 1;
      return { ...name, personnelNumber: String(10_000 + n), email: `${latin(name.givenName)}.${latin(name.surname)}.${n}@meridian.example`, locale: n % 2 === 1 ? "en" : "ru", department: department.code, isHead: i === 0 };
    }),
  );
}

const POSITIONS = [
  { en: "Specialist", ru: "Специалист" },
  { en: "Senior specialist", ru: "Ведущий специалист" },
  { en: "Assistant", ru: "Помощник" },
];

/** The whole company as a setup file has it. `from` is the first day of its agreements, `turn` that of their second version. */
export function makeSetup(days: SeedCalendarDays, firstPeriod: string, from: string, turn: string) {
  const special = Object.fromEntries([
    ...days.workingWeekends.map((date) => [date, FULL_DAY]),
    ...days.shortened.map((date) => [date, SHORT_DAY]),
  ]);
  return {
    organisation: { name: { en: COMPANY.en, ru: COMPANY.ru }, country: "RU", currency: "RUB", dayEnd: "snap", payPeriod: "quarter", firstPeriod },
    calendars: [
      {
        code: "MOSCOW",
        name: { en: "Moscow office", ru: "Офис, Москва" },
        spec: { tz: "Europe/Moscow", weekly: { mon: FULL_DAY, tue: FULL_DAY, wed: FULL_DAY, thu: FULL_DAY, fri: FULL_DAY }, holidays: days.holidays, special, names: days.names },
      },
      {
        code: "SHIFTS",
        name: { en: "Two shifts", ru: "Две смены" },
        spec: { tz: "Europe/Moscow", weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat"].map((day) => [day, [["06:00", "22:00"]]])), holidays: days.holidays, names: days.names },
      },
    ],
    departments: [
      { code: COMPANY.code, name: { en: COMPANY.en, ru: COMPANY.ru }, calendar: "MOSCOW" },
      ...DEPARTMENTS.map((d) => ({ code: d.code, name: { en: d.en, ru: d.ru }, parent: d.parent, team: d.team ?? false, calendar: d.code === "PROD" ? "SHIFTS" : "MOSCOW" })),
    ],
    people: [
      { personnelNumber: "10000", ...nameOf(997), email: "head.office@meridian.example", locale: "ru", department: COMPANY.code, position: { en: "Director", ru: "Директор" }, from: "2019-01-09", post: "head" },
      { personnelNumber: "9998", ...nameOf(998), email: "quality@meridian.example", locale: "ru", department: COMPANY.code, position: { en: "Service quality officer", ru: "Специалист по качеству сервиса" }, from: "2020-02-03" },
      { personnelNumber: "9999", ...nameOf(995), email: "audit@meridian.example", locale: "ru", department: COMPANY.code, position: { en: "Internal auditor", ru: "Внутренний аудитор" }, from: "2020-02-03" },
      ...seedPeople().map((p, i) => ({
        personnelNumber: p.personnelNumber, surname: p.surname, givenName: p.givenName, patronymic: p.patronymic, email: p.email, locale: p.locale, department: p.department,
        position: p.isHead ? { en: "Head of department", ru: "Руководитель подразделения" } : POSITIONS[i % 3]!, from: i % 17 === 5 ? turn : "2021-03-01", fte: i % 13 === 7 ? "0.5" : "1",
        ...(p.isHead ? { post: "head" } : i > 0 && seedDeputy(i) ? { post: "deputy" } : {}),
      })),
    ],
    products: PRODUCTS.map((p) => ({ code: p.code, provider: p.provider, kind: p.kind, name: { en: p.en, ru: p.ru } })),
    agreements: AGREEMENTS.map((agreement, index) => {
      const obligations = agreement.products.flatMap((code) => obligationsOf(PRODUCTS.find((p) => p.code === code)!, from, index));
      const raised = obligations.map((o) => ({ ...o, target: typeof o.target === "number" && o.kind === "timing" ? Math.min(o.target + 2, 97) : o.target }));
      return {
        code: `${agreement.provider}-${agreement.client}`,
        provider: agreement.provider,
        client: { department: agreement.client },
        weight: agreement.weight,
        versions: [
          { from, obligations, inputs: INPUTS },
          ...(index % 4 === 1 ? [{ from: turn, obligations: raised, inputs: INPUTS }] : []),
        ],
      };
    }),
  };
}

/** The second person of each department stands in for its head. */
function seedDeputy(index: number): boolean {
  let first = 0;
  for (const department of DEPARTMENTS) {
    if (index === first + 1) return true;
    first += department.people;
  }
  return false;
}

const INPUTS = [{ key: "brief", name: { en: "A complete request with all attachments", ru: "Полная заявка со всеми вложениями" }, due: { en: "with the request", ru: "вместе с заявкой" } }];

/** An obligation as the setup file has it. */
export interface SeedObligation {
  readonly key: string;
  readonly product: string;
  readonly kind: string;
  readonly name: { readonly en: string; readonly ru: string };
  readonly terms: Readonly<Record<string, unknown>>;
  readonly target: number;
  readonly floor?: number;
  readonly weight: string;
  readonly mode: string;
  readonly team?: string;
}

function obligationsOf(p: SeedProduct, from: string, index: number): SeedObligation[] {
  const mode = index === 29 ? "observe" : index === 28 ? "trial" : "paid";
  const team = p.code === "FIN-SLIP" ? { team: "FIN-PAY" } : p.code === "IT-INC" ? { team: "IT-DESK" } : {};
  const base = { product: p.code, mode, ...team };
  if (p.rrule) {
    return [
      {
        ...base, key: p.code.toLowerCase(), kind: "frequency", name: { en: p.en, ru: p.ru }, target: 92, floor: 60, weight: "1",
        terms: { rrule: p.rrule, dtstart: from, at: "18:00", adjust: "following", windowBefore: { unit: "calendar_days", n: 3, end: "snap" }, windowAfter: { unit: "working_hours", n: 6 } },
      },
    ];
  }
  const within = p.hours ? { unit: "working_hours", n: p.hours } : { unit: "working_days", n: p.days };
  const words = p.hours
    ? { en: `${p.en} within ${p.hours} working ${p.hours === 1 ? "hour" : "hours"}`, ru: `${p.ru}: за ${p.hours} раб. ч` }
    : { en: `${p.en} within ${p.days} working ${p.days === 1 ? "day" : "days"}`, ru: `${p.ru}: за ${p.days} раб. дн.` };
  const timing = {
    ...base, key: `${p.code.toLowerCase()}-on-time`, kind: "timing", name: words, target: 90 + (index % 3) * 2, floor: 75, weight: "2",
    terms: { due: { type: "within", duration: within }, pauseReasons: ["client_input"], acceptance: { unit: "working_days", n: 5 } },
  };
  const response = {
    ...base, key: `${p.code.toLowerCase()}-taken`, kind: "response", name: { en: `${p.en} taken within 2 working hours`, ru: `${p.ru}: принято в работу за 2 раб. ч` }, target: 90, weight: "1",
    terms: { due: { type: "within", duration: { unit: "working_hours", n: 2 } } },
  };
  const quality = {
    ...base, key: `${p.code.toLowerCase()}-right`, kind: "quality", name: { en: `${p.en} right the first time`, ru: `${p.ru}: с первого раза` }, target: 95, floor: 80, weight: "1",
    terms: { acceptance: { unit: "working_days", n: 5 } },
  };
  const complete = {
    ...base, key: `${p.code.toLowerCase()}-complete`, kind: "completeness", name: { en: `${p.en} complete`, ru: `${p.ru}: в полном объёме` }, target: 95, weight: "1",
    terms: { rule: { type: "share", atLeast: 98 }, missingMeasure: "left_out" },
  };
  const format = {
    ...base, key: `${p.code.toLowerCase()}-format`, kind: "format", name: { en: `${p.en} as PDF`, ru: `${p.ru}: в PDF` }, target: 97, weight: "0.5",
    terms: { rule: { type: "file_types", types: ["pdf"] }, missingMeasure: "left_out" },
  };
  return [
    timing,
    ...(p.code === "IT-INC" ? [response] : []),
    ...(p.kind === "document" || p.code === "HR-HIRE" ? [quality] : []),
    ...(p.code === "PROC-ORD" || p.code === "LOG-SHIP" ? [complete] : []),
    ...(p.code === "FIN-INV" ? [format] : []),
  ];
}
