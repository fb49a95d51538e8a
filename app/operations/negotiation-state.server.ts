import type { AgreedText, AgreementSurroundings, NegotiatingPerson, VersionLife } from "#app/domain/agreement/agreement-life.ts";
import { checkAgreementText } from "#app/domain/agreement/check-agreement-text.ts";
import type { TextBook } from "#app/domain/agreement/check-agreement-text.ts";
import { takenProducts } from "#app/domain/agreement/same-rank.ts";
import type { RankedAgreement } from "#app/domain/agreement/same-rank.ts";
import { signedText } from "#app/domain/agreement/signed-text.ts";
import type { AgreementText, Obligation } from "#app/domain/agreement/terms.ts";
import { endOfVersion } from "#app/domain/agreement/version-state.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import { refused, ok } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { sha256 } from "#db/new-id.server.ts";
import { findAgreement, listAgreements, loadAccountPeople, loadGroups, loadObligationLines, loadObligationsOf, loadVersionHeads, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import type { FullVersion, GroupRow } from "#db/queries/agreement-pages.server.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import type { DepartmentRow, OrganisationRow, ProductRow } from "#db/queries/directory.server.ts";
import { countAgreed, findFullVersion } from "#db/queries/negotiation.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import { loadActor } from "./load-actor.server.ts";
import { openPartyBook } from "./negotiating-person.server.ts";
import type { Parties, PartyBook } from "./negotiating-person.server.ts";

/** What does not depend on a single agreement: read once an operation. */
export interface NegotiationBook {
  readonly organisation: OrganisationRow;
  readonly today: string;
  readonly departments: ReadonlyMap<string, DepartmentRow>;
  /** Departments that ended: they are named, and begin nothing. */
  readonly archived: ReadonlySet<string>;
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly groups: ReadonlyMap<string, GroupRow>;
  readonly tree: DepartmentTree;
  readonly parties: PartyBook;
  /** Jobs and the command line act for nobody. */
  personFor(agreement: Parties): Promise<{ readonly person: NegotiatingPerson; readonly actsFor: (side: "provider" | "client") => string | null }>;
}

const NOBODY: NegotiatingPerson = { personId: null, accountId: null, sides: [], signsFor: [], isSuperior: false };

export async function openNegotiationBook(ctx: OperationContext): Promise<NegotiationBook> {
  const { store, now } = ctx;
  const [organisation, everything, departments, products, groups] = await Promise.all([loadOrganisation(store), loadDepartments(store, "all"), loadDepartments(store), loadProducts(store), loadGroups(store)]);
  if (!organisation) throw new Error("this database has no organisation yet: load a setup file first");
  const today = localDateOf(zoneOf(organisation.zone), now);
  // Agreements of departments that ended are still read by their names.
  const tree = departmentTree(everything);
  const parties = await openPartyBook(store, departments, tree, today);
  return {
    organisation, today, tree, parties,
    archived: new Set(everything.filter((row) => !departments.some((one) => one.id === row.id)).map((row) => row.id)),
    departments: new Map(everything.map((row) => [row.id, row])),
    products: new Map(products.map((row) => [row.id, row])),
    groups: new Map(groups.map((row) => [row.id, row])),
    personFor: async (agreement) => {
      const actor = ctx.actor.kind === "account" ? await loadActor(store, ctx.actor.id, now, today, tree) : null;
      return actor ? { person: parties.personFor(actor, agreement), actsFor: (side) => parties.actsFor(actor, agreement, side) } : { person: NOBODY, actsFor: () => null };
    },
  };
}

/** A version with everything that a decision about it needs. */
export interface Negotiation {
  readonly book: NegotiationBook;
  readonly agreement: AgreementRow;
  readonly version: FullVersion;
  readonly versions: readonly FullVersion[];
  readonly life: VersionLife;
  readonly text: AgreementText;
  readonly obligations: readonly ObligationRow[];
  readonly who: NegotiatingPerson;
  readonly actsFor: (side: "provider" | "client") => string | null;
  readonly around: AgreementSurroundings;
  /** Keys of promises and inputs over all its texts; those that the text this one was copied from has no longer are used up. */
  readonly keys: { readonly ever: readonly string[]; readonly removed: readonly string[] };
  /** Agreed texts of the provider when the rank was looked at (`expectAgreed`). */
  readonly agreedCount: number;
  /** Hash of a text of this agreement with a validity. */
  readonly hashOf: (text: AgreementText, from: string, to: string | null) => string;
}

export type NegotiationRefusal = "not_found" | "changed_meanwhile";

/** Loads a version for a decision. `rowVersion` is what the person saw; null takes it as it stands (jobs). */
export async function openNegotiation(ctx: OperationContext, versionId: string, rowVersion: number | null, known?: NegotiationBook): Promise<Result<Negotiation, NegotiationRefusal>> {
  const { store } = ctx;
  const version = await findFullVersion(store, versionId);
  const agreement = version ? await findAgreement(store, version.agreementId) : null;
  if (!version || !agreement) return refused("not_found");
  if (rowVersion !== null && version.rowVersion !== rowVersion) return refused("changed_meanwhile");
  // Before the others are read: whatever is agreed from here on is seen to be new.
  const agreedCount = await countAgreed(store, agreement.providerId);
  const book = known ?? (await openNegotiationBook(ctx));
  const [versions, rows, { person: who, actsFor }] = await Promise.all([loadVersionsOf(store, agreement.id), loadObligationsOf(store, { agreementId: agreement.id }), book.personFor(agreement)]);
  const obligations = rows.filter((row) => row.versionId === version.id);
  const text: AgreementText = { obligations: obligations.map(toObligation), inputs: version.inputs, ...(version.purpose ? { purpose: version.purpose } : {}) };
  const others = versions.filter((row) => row.id !== version.id);
  const agreed = others.filter((row) => row.state === "agreed" || row.state === "terminated");
  const open = others.find((row) => row.state === "proposed");
  return ok({
    book, agreement, version, versions, text, obligations, who, actsFor, agreedCount,
    keys: keysOf(rows, versions, version),
    life: await lifeOf(store, version),
    around: {
      today: book.today,
      payPeriod: book.organisation.payPeriod,
      obligations: text.obligations,
      agreed: agreed.map((row): AgreedText => ({ from: row.from, to: row.to, obligations: rows.filter((one) => one.versionId === row.id).map(toObligation) })),
      openProposal: open ? { versionId: open.id, draftedSide: open.draftedSide ?? "provider" } : null,
      textFaults: checkAgreementText(text, textBook(book, agreement)),
      takenProducts: takenProducts(
        { ...rankedParties(agreement), spans: [{ from: version.from, to: version.to, productIds: [...new Set(obligations.map((row) => row.productId))] }] },
        await rivals(store, agreement),
        await loadGroupMembers(store),
      ),
    },
    hashOf: (content, from, to) => textHash(book, agreement, content, from, to),
  });
}

function keysOf(rows: readonly ObligationRow[], versions: readonly FullVersion[], version: FullVersion): Negotiation["keys"] {
  const others = versions.filter((row) => row.id !== version.id);
  const of = (row: FullVersion) => [...rows.filter((one) => one.versionId === row.id).map((one) => one.key), ...row.inputs.map((one) => one.key)];
  const ever = [...new Set(others.flatMap(of))];
  const base = versions.find((row) => row.id === version.basedOnId);
  const kept = new Set(base ? of(base) : ever);
  return { ever, removed: ever.filter((key) => !kept.has(key)) };
}

/** What exists for the texts of an agreement. */
export function textBook(book: Pick<NegotiationBook, "products" | "departments" | "tree">, agreement: Pick<AgreementRow, "providerId">): TextBook {
  const below = new Set(book.tree.withBelow(agreement.providerId));
  return {
    productProviders: new Map([...book.products.values()].map((row) => [row.id, row.providerId])),
    providerIds: below,
    teamIds: new Set([...below].filter((id) => id !== agreement.providerId)),
  };
}

export function textHash(book: Pick<NegotiationBook, "departments" | "groups">, agreement: AgreementRow, text: AgreementText, from: string, to: string | null): string {
  const codeOf = (id: string) => (book.departments.get(id) ?? book.groups.get(id))?.code ?? id;
  const clientId = agreement.clientDepartmentId ?? agreement.clientGroupId;
  return sha256(
    signedText({
      agreement: agreement.code, provider: codeOf(agreement.providerId), client: clientId === null ? "everyone" : codeOf(clientId), from, to, purpose: text.purpose ?? null,
      obligations: text.obligations, inputs: text.inputs,
    }),
  );
}

export function toObligation(row: ObligationRow): Obligation {
  return {
    key: row.key, productId: row.productId, name: row.name, terms: row.terms, target: row.target, weight: row.weight, mode: row.mode,
    ...(row.floor ? { floor: row.floor } : {}), ...(row.teamId ? { teamId: row.teamId } : {}),
  };
}

async function lifeOf(store: Store, version: FullVersion): Promise<VersionLife> {
  const people = new Map((await loadAccountPeople(store, [version.providerSignedBy, version.clientSignedBy].filter((id) => id !== null))).map((row) => [row.accountId, row.personId]));
  const signature = (accountId: string | null, at: number | null) => (accountId !== null && at !== null ? { accountId, personId: people.get(accountId) ?? "", at } : null);
  return {
    state: version.state, draftedSide: version.draftedSide ?? "provider", from: version.from, to: version.to, answerBy: version.answerBy, escalatedAt: version.escalatedAt,
    contentHash: version.contentHash, repliesTo: version.repliesToId,
    signatures: { provider: signature(version.providerSignedBy, version.providerSignedAt), client: signature(version.clientSignedBy, version.clientSignedAt) },
    imposed: version.imposedBy !== null && version.imposedAt !== null ? { personId: version.imposedBy, at: version.imposedAt, reason: version.imposedReason ?? "" } : null,
  };
}

export const rankedParties = (agreement: AgreementRow) => ({
  agreementId: agreement.id, providerId: agreement.providerId, client: { kind: agreement.clientKind, id: agreement.clientDepartmentId ?? agreement.clientGroupId },
});

/** Agreed texts of the same provider's other agreements with clients of the same kind. */
export async function rivals(store: Store, agreement: AgreementRow): Promise<RankedAgreement[]> {
  const others = (await listAgreements(store, { side: "given", departmentIds: [agreement.providerId] })).filter((row) => row.id !== agreement.id && row.clientKind === agreement.clientKind);
  const ids = others.map((row) => row.id);
  const [heads, lines] = await Promise.all([loadVersionHeads(store, ids), loadObligationLines(store, ids)]);
  const headsOf = groupBy(heads.filter((row) => row.state === "agreed" || row.state === "terminated"), (row) => row.agreementId);
  const productsOf = groupBy(lines, (row) => row.versionId);
  return others.map((row) => {
    const versions = headsOf.get(row.id) ?? [];
    return {
      ...rankedParties(row),
      spans: versions.map((head) => ({ from: head.from, to: endOfVersion(head, versions), productIds: [...new Set((productsOf.get(head.id) ?? []).map((line) => line.productId))] })),
    };
  });
}

/** The columns of a version that a decision sets. */
export function columnsOf(life: VersionLife): Partial<FullVersion> {
  const { provider, client } = life.signatures;
  return {
    state: life.state, from: life.from, to: life.to, answerBy: life.answerBy, escalatedAt: life.escalatedAt, contentHash: life.contentHash, repliesToId: life.repliesTo,
    providerSignedBy: provider?.accountId ?? null, providerSignedAt: provider?.at ?? null, clientSignedBy: client?.accountId ?? null, clientSignedAt: client?.at ?? null,
    imposedBy: life.imposed?.personId ?? null, imposedAt: life.imposed?.at ?? null, imposedReason: life.imposed?.reason ?? null,
  };
}

