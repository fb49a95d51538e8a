import type { Locale } from "#app/domain/names.ts";
import { formatDecimal, MINUS, NBSP, scaledText } from "./number.ts";

export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  /** Decimal digits of the minor unit: 2 for RUB, 0 for JPY. */
  readonly digits: number;
}

const SIGNS: Readonly<Record<string, string>> = {
  RUB: "₽",
  USD: "$",
  EUR: "€",
  GBP: "£",
  KZT: "₸",
  JPY: "¥",
};
/** Signs that English writes before the amount. */
const LEADING_IN_ENGLISH: ReadonlySet<string> = new Set(["USD", "EUR", "GBP", "JPY"]);

/** The sign of a currency, else its code: what stands once in the heading of a column of amounts. */
export function currencySign(code: string): string {
  return SIGNS[code] ?? code;
}

/** Minor units without a currency, for columns: `−1,230.50`. */
export function formatAmount(amountMinor: number, digits: number, locale: Locale): string {
  return formatDecimal(scaledText(amountMinor, digits), locale);
}

/** Minor units with their currency: `30,610.96 ₽`, `−$12.00`, `30 610,96 ₽`. */
export function formatMoney(amountMinor: number, currency: Currency, locale: Locale): string {
  const sign = currencySign(currency.code);
  const amount = formatAmount(amountMinor, currency.digits, locale);
  if (locale === "en" && LEADING_IN_ENGLISH.has(currency.code)) {
    return amount.startsWith(MINUS) ? MINUS + sign + amount.slice(1) : sign + amount;
  }
  return amount + NBSP + sign;
}

/** An amount that changes another one, with its sign: `+1,641.13`, `−12.00`, `0.00`. */
export function formatAmountChange(amountMinor: number, digits: number, locale: Locale): string {
  return (amountMinor > 0 ? "+" : "") + formatAmount(amountMinor, digits, locale);
}
