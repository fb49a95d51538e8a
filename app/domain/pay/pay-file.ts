import { formatDecimal } from "../decimal/round.ts";
import { fromMinor } from "../decimal/stored-units.ts";

export const EXPORT_PROFILES = ["generic", "1c-amount", "1c-percent"] as const;
export type ExportProfile = (typeof EXPORT_PROFILES)[number];

export const ENCODINGS = ["utf-8", "windows-1251"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** One person of a published run, as payroll needs it. */
export interface PayRow {
  readonly personnelNumber: string;
  readonly name: string;
  readonly departmentCode: string;
  /** Money in minor units, or 0.01 % of the target. */
  readonly unit: "money" | "percent";
  readonly targetMinor: number;
  readonly proratedMinor: number;
  readonly amountMinor: number;
  readonly payoutBp: number | null;
}

export interface PayFileFacts {
  /** YYYY-MM or YYYY-Qn */
  readonly period: string;
  /** Local dates, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly planCode: string;
  readonly currency: string;
  readonly minorDigits: number;
}

export interface PayFileFormat {
  readonly profile: ExportProfile;
  /** Generic only; the 1C profiles have their own. */
  readonly separator: "," | ";";
}

type Cell = { readonly text: string } | { readonly number: string };

const text = (value: string): Cell => ({ text: value });
const number = (value: string): Cell => ({ number: value });

/**
 * The lines of a payroll file, RFC 4180 with CRLF. Percent-only people have no amount: "1C: percent" is for them,
 * and the amount profiles leave their amount empty. Amounts are numbers and are never altered.
 */
export function payFile(rows: readonly PayRow[], facts: PayFileFacts, format: PayFileFormat): string {
  switch (format.profile) {
    case "generic":
      return csv([GENERIC, ...rows.map((row) => genericCells(row, facts))], format.separator);
    case "1c-amount":
      return csv([ONE_C_AMOUNT, ...rows.map((row) => oneCCells(row, facts, amountOf(row, facts, ",")))], ";");
    case "1c-percent":
      return csv([ONE_C_PERCENT, ...rows.map((row) => oneCCells(row, facts, percentOf(row, ",")))], ";");
  }
}

const GENERIC = ["personnel_number", "name", "department", "plan", "period", "first_day", "last_day", "currency", "target", "prorated", "payout_percent", "amount"].map(text);
const ONE_C = ["Табельный номер", "Сотрудник", "Подразделение", "Дата начала", "Дата окончания"];
const ONE_C_AMOUNT = [...ONE_C, "Сумма"].map(text);
const ONE_C_PERCENT = [...ONE_C, "Процент"].map(text);

function genericCells(row: PayRow, facts: PayFileFacts): Cell[] {
  const money = (minor: number) => number(row.unit === "money" ? decimal(minor, facts.minorDigits, ".") : "");
  return [
    text(row.personnelNumber), text(row.name), text(row.departmentCode), text(facts.planCode), text(facts.period), text(facts.firstDay), text(facts.lastDay), text(facts.currency),
    money(row.targetMinor), money(row.proratedMinor), number(percentOf(row, ".")), money(row.amountMinor),
  ];
}

function oneCCells(row: PayRow, facts: PayFileFacts, value: string): Cell[] {
  return [text(row.personnelNumber), text(row.name), text(row.departmentCode), text(ddmmyyyy(facts.firstDay)), text(ddmmyyyy(facts.lastDay)), number(value)];
}

const amountOf = (row: PayRow, facts: PayFileFacts, point: string): string => (row.unit === "money" ? decimal(row.amountMinor, facts.minorDigits, point) : "");
const percentOf = (row: PayRow, point: string): string =>
  row.unit === "percent" ? decimal(row.amountMinor, 2, point) : row.payoutBp === null ? "" : decimal(row.payoutBp, 2, point);

const decimal = (units: number, digits: number, point: string): string => formatDecimal(fromMinor(units, digits), digits).replace(".", point);
const ddmmyyyy = (date: string): string => `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;

const csv = (rows: readonly (readonly Cell[])[], separator: string): string => rows.map((cells) => `${cells.map(written).join(separator)}\r\n`).join("");
/** Text is always quoted, so that a personnel number stays text for whoever honours quotes. */
const written = (cell: Cell): string => ("number" in cell ? cell.number : `"${safeText(cell.text).replaceAll('"', '""')}"`);

/** Blanks, control and format characters (zero width, byte order mark) that a spreadsheet skips before a formula. */
const SKIPPED = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]*/u;
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/;

/**
 * Text that no spreadsheet takes for a formula: a quote in front where it begins, after what a spreadsheet
 * skips, with one of = + - @, their full-width forms, or where it begins with a tab or a carriage return.
 */
export function safeText(value: string): string {
  const rest = value.replace(SKIPPED, "");
  return /^[\t\r]/.test(value) || FORMULA.test(rest) ? `'${value}` : value;
}
