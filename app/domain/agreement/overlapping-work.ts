import type { Obligation, Terms } from "./terms.ts";

/** Whether some task may fit both filters: no attribute is named by both with nothing in common. */
export function mayBothApply(a: Terms["appliesTo"], b: Terms["appliesTo"]): boolean {
  return Object.entries(a ?? {}).every(([name, allowed]) => {
    const others = b?.[name];
    return others === undefined || allowed.some((value) => others.includes(value));
  });
}

/** Another timing obligation of the same product whose tasks these terms judge too: refused (design.md section 4). */
export function overlappingTiming(obligation: Obligation, others: readonly Obligation[]): Obligation | null {
  if (obligation.terms.kind !== "timing") return null;
  return (
    others.find(
      (other) => other.key !== obligation.key && other.productId === obligation.productId && other.terms.kind === "timing" && mayBothApply(obligation.terms.appliesTo, other.terms.appliesTo),
    ) ?? null
  );
}
