import type { GroupSpan, RankedAgreement } from "../agreement/same-rank.ts";
import { takenProducts } from "../agreement/same-rank.ts";
import type { ReorganisationPlan } from "./reorganisation.ts";
import { continuationKey, successorFor } from "./reorganisation.ts";

/** An agreed text (also a terminated one) with when it holds: `to` is where it really ends. */
export interface AgreedSpan {
  readonly versionId: string;
  readonly from: string;
  readonly to: string | null;
  readonly productIds: readonly string[];
}

export interface AgreementFacts {
  readonly id: string;
  readonly code: string;
  readonly providerId: string;
  readonly clientKind: "department" | "group" | "everyone";
  readonly clientDepartmentId: string | null;
  readonly clientGroupId: string | null;
  readonly agreed: readonly AgreedSpan[];
  /** Drafts and proposals. */
  readonly openVersionIds: readonly string[];
}

/** A version that ends earlier than it was signed for; `to` = its own first day where it never begins. */
export interface EndedVersion {
  readonly agreementId: string;
  readonly versionId: string;
  readonly to: string;
}

/** The terms of one agreement that run on between a successor and the other side, as a new agreement. */
export interface Continuation {
  readonly key: string;
  readonly agreementId: string;
  readonly code: string;
  readonly successorId: string;
  readonly side: "provider" | "client";
  readonly providerId: string;
  readonly clientKind: AgreementFacts["clientKind"];
  readonly clientDepartmentId: string | null;
  readonly clientGroupId: string | null;
  /** Oldest first, each with what of its products goes along. */
  readonly versions: readonly AgreedSpan[];
}

export interface Continuations {
  readonly ends: readonly EndedVersion[];
  readonly continued: readonly Continuation[];
  /** Agreements that end with nothing after them, and why: both sides become one, it was chosen, or nobody follows. */
  readonly dropped: readonly { readonly agreementId: string; readonly code: string; readonly key: string; readonly why: "one_side" | "chosen" | "no_successor" }[];
  readonly closedVersionIds: readonly { readonly agreementId: string; readonly versionId: string }[];
  /** Two texts of the same rank for one product: one of them must end. */
  readonly clashes: readonly { readonly key: string; readonly productId: string; readonly code: string; readonly otherCode: string }[];
}

/**
 * What becomes of a department's agreements when others take its place on a day: each text ends for it, and runs on unchanged between
 * the successor and the other side until both agree anew (docs/decisions/0008).
 *
 * @param groups memberships in client groups as they are afterwards
 */
export function continueAgreements(plan: ReorganisationPlan, agreements: readonly AgreementFacts[], groups: readonly GroupSpan[]): Continuations {
  const { on, departmentId, successorIds } = plan;
  const ends: EndedVersion[] = [];
  const continued: Continuation[] = [];
  const dropped: Continuations["dropped"][number][] = [];
  const touched = agreements.filter((row) => row.providerId === departmentId || row.clientDepartmentId === departmentId);

  for (const agreement of touched) {
    const live = agreement.agreed.filter((span) => span.to === null || (span.to > on && span.to > span.from));
    if (live.length === 0) continue;
    for (const span of live) ends.push({ agreementId: agreement.id, versionId: span.versionId, to: span.from > on ? span.from : on });
    const side = agreement.providerId === departmentId ? "provider" : "client";
    const drop = (successorId: string, why: "one_side" | "chosen" | "no_successor") => dropped.push({ agreementId: agreement.id, code: agreement.code, key: continuationKey(agreement.id, successorId), why });
    if (successorIds.length === 0) drop("", "no_successor");
    for (const successorId of successorIds) {
      const versions = live
        .map((span): AgreedSpan => ({
          ...span, from: span.from > on ? span.from : on,
          productIds: side === "client" ? span.productIds : span.productIds.filter((id) => successorFor(plan, plan.products, id) === successorId),
        }))
        .filter((span) => span.productIds.length > 0);
      if (versions.length === 0) continue;
      const key = continuationKey(agreement.id, successorId);
      const providerId = side === "provider" ? successorId : agreement.providerId;
      const clientDepartmentId = side === "client" ? successorId : agreement.clientDepartmentId;
      if (providerId === clientDepartmentId) drop(successorId, "one_side");
      else if (plan.ended.includes(key)) drop(successorId, "chosen");
      else continued.push({ key, agreementId: agreement.id, code: agreement.code, successorId, side, providerId, clientKind: agreement.clientKind, clientDepartmentId, clientGroupId: agreement.clientGroupId, versions });
    }
  }

  const endOf = new Map(ends.map((row) => [row.versionId, row.to]));
  const afterwards: RankedAgreement[] = [
    ...agreements.map((row) => ranked(row.id, row, row.agreed.map((span) => ({ ...span, to: endOf.get(span.versionId) ?? span.to })))),
    ...continued.map((row) => ranked(row.key, row, row.versions)),
  ];
  const codeOf = new Map<string, string>([...agreements.map((row) => [row.id, row.code] as const), ...continued.map((row) => [row.key, row.code] as const)]);
  const clashes = continued.flatMap((row) =>
    takenProducts(afterwards.find((one) => one.agreementId === row.key)!, afterwards, groups).map(({ productId, agreementId }) => ({ key: row.key, productId, code: row.code, otherCode: codeOf.get(agreementId) ?? "" })),
  );
  return { ends, continued, dropped, clashes, closedVersionIds: touched.flatMap((row) => row.openVersionIds.map((versionId) => ({ agreementId: row.id, versionId }))) };
}

export function ranked(agreementId: string, row: Pick<AgreementFacts, "providerId" | "clientKind" | "clientDepartmentId" | "clientGroupId">, spans: readonly AgreedSpan[]): RankedAgreement {
  return {
    agreementId, providerId: row.providerId, client: { kind: row.clientKind, id: row.clientDepartmentId ?? row.clientGroupId },
    // A text that ends where it begins never holds.
    spans: spans.filter((span) => span.to === null || span.to > span.from),
  };
}
