/** An agreement with the one whose terms run on in it, and its first day. */
export interface InheritingAgreement {
  readonly id: string;
  readonly continuesId: string | null;
  readonly from: string;
}

/**
 * Which agreements answer for a former department's open promises in a pay period: those in which its terms run on, once the pay period
 * began on their first day or later. Until then the former department's own scorecard counts them: its people were paid by it
 * (docs/decisions/0008). An agreement that is not among the keys answers for itself.
 *
 * @param payPeriodStart first day of the pay period
 */
export function heirsOfAgreements(agreements: readonly InheritingAgreement[], payPeriodStart: string): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  for (const row of agreements) if (row.continuesId !== null && row.from <= payPeriodStart) next.set(row.continuesId, [...(next.get(row.continuesId) ?? []), row.id]);
  const resolve = (id: string, seen: readonly string[]): string[] => {
    const heirs = seen.includes(id) ? undefined : next.get(id);
    return heirs === undefined ? [id] : heirs.flatMap((heir) => resolve(heir, [...seen, id]));
  };
  return new Map([...next.keys()].map((id) => [id, [...new Set(resolve(id, []))]]));
}
