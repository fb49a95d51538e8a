import { heirsOfAgreements } from "#app/domain/score/heirs-of-agreements.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import type { AgreementBook } from "./agreement-book.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";

/** Former agreements, each with those that answer for it in the pay period of a month. */
export function heirsIn(book: AgreementBook, month: string): ReadonlyMap<string, readonly string[]> {
  return heirsOfAgreements(
    [...book.agreements.values()].map((row) => ({ id: row.id, continuesId: row.continuesId ?? null, from: book.versionsOf(row.id)[0]?.from ?? "" })),
    `${payPeriodMonths(month, book.organisation.payPeriod)[0]!}-01`,
  );
}

/** The agreements whose answers count for a client of a score: its own, and former ones whose first heir it is. */
export function answeringAgreements(book: AgreementBook, heirs: ReadonlyMap<string, readonly string[]>, agreement: AgreementRow): readonly AgreementRow[] {
  const former = [...heirs].filter(([, ids]) => ids[0] === agreement.id).flatMap(([id]) => book.agreements.get(id) ?? []);
  return [agreement, ...former];
}
