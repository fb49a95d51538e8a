import { DomainError } from "../refusal.ts";
import { fraction, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export type ResponseRate =
  | { readonly rate: Rational }
  | { readonly rate: null; readonly reason: "no_invitations" };

/**
 * 100 x answered / (invited - undelivered), 2 decimals (formulas.md, response_rate). More answers than
 * delivered invitations throw `answered_exceeds_invited`, also where nothing was delivered.
 */
export function responseRate(invited: number, undelivered: number, answered: number): ResponseRate {
  const reached = invited - undelivered;
  if (answered > reached) throw new DomainError("answered_exceeds_invited");
  if (reached === 0) return { rate: null, reason: "no_invitations" };
  return { rate: round(fraction(100n * BigInt(answered), BigInt(reached)), 2) };
}
