import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, or } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import type { InputTerms, ObligationKind, Terms } from "#app/domain/agreement/terms.ts";
import type { Store } from "../store.ts";
import type { AgreementRow, ObligationRow, VersionRow } from "./agreements.server.ts";
import { chunks } from "./tasks.server.ts";

/** Which agreements are asked for. `all` is for those who oversee. */
export type AgreementScope =
  | { readonly side: "all" }
  | { readonly side: "given"; readonly departmentIds: readonly string[] }
  | { readonly side: "received"; readonly departmentIds: readonly string[]; readonly groupIds: readonly string[] };

/** Agreements of a scope, by code. Those with everyone are received by every department. */
export async function listAgreements(store: Store, scope: AgreementScope): Promise<AgreementRow[]> {
  const { agreement: a } = store.t;
  const received =
    scope.side === "received"
      ? or(inArray(a.clientDepartmentId, [...scope.departmentIds]), inArray(a.clientGroupId, [...scope.groupIds]), eq(a.clientKind, "everyone"))
      : undefined;
  return store.q
    .select({ id: a.id, code: a.code, providerId: a.providerId, clientKind: a.clientKind, clientDepartmentId: a.clientDepartmentId, clientGroupId: a.clientGroupId })
    .from(a)
    .where(scope.side === "given" ? inArray(a.providerId, [...scope.departmentIds]) : received)
    .orderBy(asc(a.code));
}

export async function findAgreement(store: Store, id: string): Promise<AgreementRow | null> {
  const { agreement: a } = store.t;
  const rows = await store.q
    .select({ id: a.id, code: a.code, providerId: a.providerId, clientKind: a.clientKind, clientDepartmentId: a.clientDepartmentId, clientGroupId: a.clientGroupId, continuesId: a.continuesId })
    .from(a)
    .where(eq(a.id, id));
  return rows[0] ?? null;
}

export interface VersionHead {
  readonly id: string;
  readonly agreementId: string;
  readonly number: number;
  readonly state: VersionRow["state"];
  readonly from: string;
  readonly to: string | null;
}

/** Versions of agreements without their text, oldest first. Drafts are their side's own affair and are not among them. */
export async function loadVersionHeads(store: Store, agreementIds: readonly string[]): Promise<VersionHead[]> {
  const { agreementVersion: v } = store.t;
  const all: VersionHead[] = [];
  for (const ids of chunks(agreementIds, 1000)) {
    all.push(
      ...(await store.q
        .select({ id: v.id, agreementId: v.agreementId, number: v.number, state: v.state, from: v.from, to: v.to })
        .from(v)
        .where(and(inArray(v.agreementId, ids), ne(v.state, "draft"), wasShown(store)))
        .orderBy(asc(v.agreementId), asc(v.from), asc(v.number))),
    );
  }
  return all;
}

/** A draft that was thrown away before anybody else saw it leaves no version behind. */
function wasShown(store: Store) {
  const { agreementVersion: v } = store.t;
  return or(ne(v.state, "rejected"), isNotNull(v.proposedAt));
}

/** A version in negotiation as lists show it. */
export interface OpenVersion extends VersionHead {
  readonly draftedSide: "provider" | "client" | null;
  readonly answerBy: string | null;
  readonly providerSignedBy: string | null;
  readonly clientSignedBy: string | null;
}

/** Drafts and proposals of agreements, by number. */
export async function loadOpenVersions(store: Store, agreementIds: readonly string[]): Promise<OpenVersion[]> {
  const { agreementVersion: v } = store.t;
  const all: OpenVersion[] = [];
  for (const ids of chunks(agreementIds, 1000)) {
    all.push(
      ...(await store.q
        .select({
          id: v.id, agreementId: v.agreementId, number: v.number, state: v.state, from: v.from, to: v.to, draftedSide: v.draftedSide, answerBy: v.answerBy,
          providerSignedBy: v.providerSignedBy, clientSignedBy: v.clientSignedBy,
        })
        .from(v)
        .where(and(inArray(v.agreementId, ids), inArray(v.state, ["draft", "proposed"])))
        .orderBy(asc(v.agreementId), asc(v.number))),
    );
  }
  return all;
}

export interface ObligationLine {
  readonly agreementId: string;
  readonly versionId: string;
  readonly key: string;
  readonly kind: ObligationKind;
  readonly productId: string;
  readonly name: Names;
  readonly terms: Terms;
}

/** Obligations of agreements, of all their versions. */
export async function loadObligationLines(store: Store, agreementIds: readonly string[]): Promise<ObligationLine[]> {
  const { obligation: o } = store.t;
  const all: ObligationLine[] = [];
  for (const ids of chunks(agreementIds, 1000)) {
    all.push(
      ...(await store.q
        .select({ agreementId: o.agreementId, versionId: o.versionId, key: o.key, kind: o.kind, productId: o.productId, name: o.name, terms: o.terms })
        .from(o)
        .where(inArray(o.agreementId, ids))
        .orderBy(asc(o.agreementId), asc(o.versionId), asc(o.position))),
    );
  }
  return all;
}

/** Full obligations of one product over all agreements, or of one agreement over all versions. */
export async function loadObligationsOf(store: Store, of: { readonly productId: string } | { readonly agreementId: string }): Promise<ObligationRow[]> {
  const { obligation: o } = store.t;
  return store.q
    .select()
    .from(o)
    .where("productId" in of ? eq(o.productId, of.productId) : eq(o.agreementId, of.agreementId))
    .orderBy(asc(o.agreementId), asc(o.versionId), asc(o.position));
}

export interface FullVersion extends VersionRow {
  readonly inputs: readonly InputTerms[];
  readonly draftedSide: "provider" | "client" | null;
  readonly basedOnId: string | null;
  /** The standard terms that were joined. */
  readonly standardTermsId: string | null;
  readonly repliesToId: string | null;
  readonly proposedAt: number | null;
  readonly answerBy: string | null;
  readonly escalatedAt: number | null;
  readonly imposedBy: string | null;
  readonly imposedAt: number | null;
  readonly imposedReason: string | null;
  readonly createdAt: number;
  readonly createdBy: string | null;
}

/** All versions of an agreement that were ever shown to both sides, and its drafts, oldest first. */
export async function loadVersionsOf(store: Store, agreementId: string): Promise<FullVersion[]> {
  const { agreementVersion: v } = store.t;
  return store.q.select().from(v).where(and(eq(v.agreementId, agreementId), wasShown(store))).orderBy(asc(v.from), asc(v.number));
}

export interface GroupRow {
  readonly id: string;
  readonly code: string;
  readonly name: Names;
  readonly representativeId: string | null;
}

export async function loadGroups(store: Store): Promise<GroupRow[]> {
  const { clientGroup: g } = store.t;
  return store.q.select({ id: g.id, code: g.code, name: g.name, representativeId: g.representativeId }).from(g).orderBy(asc(g.code));
}

/** Members of client groups on a local date. */
export async function loadGroupMembersOn(store: Store, date: string): Promise<{ groupId: string; departmentId: string }[]> {
  const { clientGroupMember: m } = store.t;
  return store.q
    .select({ groupId: m.groupId, departmentId: m.departmentId })
    .from(m)
    .where(and(lte(m.from, date), or(isNull(m.to), gt(m.to, date))))
    .orderBy(asc(m.groupId), asc(m.departmentId));
}

/** Who stands behind accounts: the signatures of a version. */
export async function loadAccountPeople(store: Store, accountIds: readonly string[]): Promise<{ accountId: string; personId: string; surname: string; givenName: string }[]> {
  if (accountIds.length === 0) return [];
  const { account: a, person: p } = store.t;
  return store.q
    .select({ accountId: a.id, personId: p.id, surname: p.surname, givenName: p.givenName })
    .from(a)
    .innerJoin(p, eq(p.id, a.personId))
    .where(inArray(a.id, [...new Set(accountIds)]))
    .orderBy(asc(a.id));
}

/** Contacts of an agreement in turn. */
export async function loadContactsOf(store: Store, agreementId: string): Promise<{ personId: string; surname: string; givenName: string }[]> {
  const { agreementContact: c, person: p } = store.t;
  return store.q
    .select({ personId: p.id, surname: p.surname, givenName: p.givenName })
    .from(c)
    .innerJoin(p, eq(p.id, c.personId))
    .where(eq(c.agreementId, agreementId))
    .orderBy(asc(c.position));
}
