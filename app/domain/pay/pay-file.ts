import { formatDecimal } from "../decimal/round.ts";
import { fromMinor } from "../decimal/stored-units.ts";
import { csvText } from "../formula-text.ts";
import type { PayColumn, PayField } from "./pay-columns.ts";

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
  /** The same in every file of the run, and in no other run: payroll takes each key once. */
  readonly lineKey: string;
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
  /** In their order in the file. */
  readonly columns: readonly PayColumn[];
}

/** What stands in a cell: text that stays text, or a number as the profile writes it. */
export type PayCell = { readonly text: string } | { readonly number: string };

const text = (value: string): PayCell => ({ text: value });
const number = (value: string): PayCell => ({ number: value });

/** The headings and one row a person. Numbers have a point, or in the 1C profiles a comma; days are ISO, or there dd.mm.yyyy. */
export function payTable(rows: readonly PayRow[], facts: PayFileFacts, { profile, columns }: Pick<PayFileFormat, "profile" | "columns">): readonly (readonly PayCell[])[] {
  const way: Way = profile === "generic" ? { point: ".", day: (date) => date } : { point: ",", day: ddmmyyyy };
  return [columns.map((column) => text(column.header)), ...rows.map((row) => columns.map((column) => cellOf(column.field, row, facts, way)))];
}

/**
 * The lines of a payroll file, RFC 4180 with CRLF. Percent-only people have no amount: "1C: percent" is for them,
 * and the amount profiles leave their amount empty. Amounts are numbers and are never altered.
 */
export function payFile(rows: readonly PayRow[], facts: PayFileFacts, format: PayFileFormat): string {
  const separator = format.profile === "generic" ? format.separator : ";";
  return payTable(rows, facts, format).map((cells) => `${cells.map(written).join(separator)}\r\n`).join("");
}

interface Way {
  readonly point: string;
  readonly day: (date: string) => string;
}

function cellOf(field: PayField, row: PayRow, facts: PayFileFacts, { point, day }: Way): PayCell {
  const money = (minor: number): PayCell => number(row.unit === "money" ? decimal(minor, facts.minorDigits, point) : "");
  switch (field) {
    case "personnel_number":
      return text(row.personnelNumber);
    case "name":
      return text(row.name);
    case "department":
      return text(row.departmentCode);
    case "plan":
      return text(facts.planCode);
    case "period":
      return text(facts.period);
    case "first_day":
      return text(day(facts.firstDay));
    case "last_day":
      return text(day(facts.lastDay));
    case "currency":
      return text(facts.currency);
    case "target":
      return money(row.targetMinor);
    case "prorated":
      return money(row.proratedMinor);
    case "payout_percent":
      return number(percentOf(row, point));
    case "amount":
      return money(row.amountMinor);
    case "line_key":
      return text(row.lineKey);
  }
}

const percentOf = (row: PayRow, point: string): string =>
  row.unit === "percent" ? decimal(row.amountMinor, 2, point) : row.payoutBp === null ? "" : decimal(row.payoutBp, 2, point);

const decimal = (units: number, digits: number, point: string): string => formatDecimal(fromMinor(units, digits), digits).replace(".", point);
const ddmmyyyy = (date: string): string => `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;

/** Text is always quoted, so that a personnel number stays text for whoever honours quotes. */
const written = (cell: PayCell): string => ("number" in cell ? cell.number : `"${csvText(cell.text).replaceAll('"', '""')}"`);
