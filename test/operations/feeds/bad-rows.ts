import type { DefectCode } from "#app/domain/intake/mapping.ts";

export const HEADING = "Номер;Услуга;Заказчик;Создана;Взята;Решена;Закрыта;Статус;Ошибок";

/** A good row of the table file, with some cells in other words. */
export const row = (more: Partial<Record<"id" | "product" | "client" | "asked" | "taken" | "done" | "closed" | "status" | "errors", string>> = {}): string =>
  [more.id ?? "R-1", more.product ?? "REPORT", more.client ?? "Продажи", more.asked ?? "15.06.2026 10:00", more.taken ?? "", more.done ?? "", more.closed ?? "", more.status ?? "", more.errors ?? ""].join(";");

/** Malformed rows: what is wrong, the row, and where and why it is put aside; null = it comes in. */
export const BAD_ROWS: readonly (readonly [string, string, readonly [column: string, code: DefectCode] | null])[] = [
  ["a day that no month has", row({ asked: "31.02.2026" }), ["Создана", "bad_date"]],
  ["the 29th of February of a common year", row({ asked: "29.02.2026 10:00" }), ["Создана", "bad_date"]],
  ["a month 13", row({ asked: "01.13.2026" }), ["Создана", "bad_date"]],
  ["25 o'clock", row({ asked: "15.06.2026 25:00" }), ["Создана", "bad_date"]],
  ["words in a date column", row({ done: "завтра" }), ["Решена", "bad_date"]],
  ["a date of another form", row({ asked: "06/15/2026" }), ["Создана", "bad_date"]],
  ["a bare number in a date column", row({ asked: "46054" }), ["Создана", "bad_date"]],
  ["two dates in one cell", row({ asked: "15.06.2026, 16.06.2026" }), ["Создана", "bad_date"]],
  ["a year of the Middle Ages", row({ asked: "15.06.0206" }), ["Создана", "implausible_date"]],
  ["a year far away", row({ asked: "15.06.2206" }), ["Создана", "implausible_date"]],
  ["a delivery in the future", row({ done: "15.06.2028" }), ["Решена", "in_future"]],
  ["no request date", row({ asked: "" }), ["Создана", "no_request"]],
  ["a request date that says nothing", row({ asked: "н/д" }), ["Создана", "no_request"]],
  ["delivered before requested", row({ done: "14.06.2026" }), ["Решена", "before_requested"]],
  ["taken before requested", row({ taken: "15.06.2026 09:59" }), ["Взята", "before_requested"]],
  ["closed before requested", row({ closed: "01.01.2026" }), ["Закрыта", "before_requested"]],
  ["no number", row({ id: "" }), ["Номер", "missing_value"]],
  ["a number of blanks", row({ id: "   " }), ["Номер", "missing_value"]],
  ["a number that says nothing", row({ id: "?" }), ["Номер", "missing_value"]],
  ["a number of a megabyte", row({ id: "x".repeat(1_000_000) }), ["Номер", "too_long"]],
  ["no product", row({ product: "" }), ["Услуга", "missing_value"]],
  ["an unknown product", row({ product: "Луна" }), ["Услуга", "unknown_product"]],
  ["no client", row({ client: "-" }), ["Заказчик", "missing_value"]],
  ["an unknown department", row({ client: "Марс" }), ["Заказчик", "unknown_department"]],
  ["a status nobody knows", row({ status: "Танцует" }), ["Статус", "unknown_activity"]],
  ["a status without a date", row({ status: "Приостановлена" }), ["Статус", "no_time"]],
  ["words where a number stands", row({ errors: "много" }), ["Ошибок", "bad_number"]],
  ["a number with two commas", row({ errors: "1,2,3" }), ["Ошибок", "bad_number"]],
  ["a cell too few", "R-1;REPORT;Продажи;15.06.2026", ["", "wrong_columns"]],
  ["a cell too many", `${row()};one more`, ["", "wrong_columns"]],
  ["a quotation mark that is never closed", row({ product: '"REPORT' }), ["", "open_quote"]],
  ["a name out of a prototype", row({ client: "__proto__" }), ["Заказчик", "unknown_department"]],
  ["a formula in place of a client", row({ client: "=1+1" }), ["Заказчик", "unknown_department"]],
  ["quoted cells and blanks around", row({ id: " R-1 ", product: '"REPORT"' }), null],
  ["a number with a comma", row({ errors: "1 234,5" }), null],
  ["closed before delivered: out of order, but after the request", row({ done: "17.06.2026", closed: "16.06.2026" }), null],
  ["a date without a time", row({ asked: "15.06.2026" }), null],
  ["a line end inside of a cell", row({ client: '"Продажи\n"' }), null],
];
