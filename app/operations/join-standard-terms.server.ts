import type { VersionLife } from "#app/domain/agreement/agreement-life.ts";
import { checkAgreementText } from "#app/domain/agreement/check-agreement-text.ts";
import { decideAgreement } from "#app/domain/agreement/decide-agreement.ts";
import { takenProducts } from "#app/domain/agreement/same-rank.ts";
import { forAgreement } from "#app/domain/agreement/standard-terms.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { listAgreements, loadAccountPeople, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { countAgreed, expectAgreed, insertAgreement, insertObligations, insertVersion } from "#db/queries/negotiation.server.ts";
import { findStandardTerms, stillOffered } from "#db/queries/standard-terms.server.ts";
import type { OperationContext } from "./context.ts";
import { obligationRow } from "./draft-agreement.server.ts";
import { columnsOf, openNegotiationBook, rankedParties, rivals, textBook, textHash } from "./negotiation-state.server.ts";
import { notices } from "./notify.server.ts";
import { freeCode } from "./start-draft.server.ts";
import { writeNegotiation } from "./write-negotiation.server.ts";

export interface JoinTerms {
  readonly id: string;
  readonly departmentId: string;
  /** First day, after the day of signing. */
  readonly from: string;
  /** Hash of the terms as the person saw them. */
  readonly contentHash: string;
}

export interface JoinedTerms {
  readonly agreementId: string;
  readonly number: number;
}

/**
 * Joins standard terms: an agreement between the provider and one department, whose text the provider signed when it was offered and
 * the department signs now. All that is checked at any signing is checked here.
 */
export async function joinStandardTerms(ctx: OperationContext, command: JoinTerms): Promise<Result<JoinedTerms>> {
  const { store, now } = ctx;
  const { from } = command;
  const terms = await findStandardTerms(store, command.id);
  if (!terms) return refused("not_found");
  if (terms.state !== "published" || terms.contentHash !== command.contentHash) return refused("not_offered");
  if (readDay(from) === null) return refused("bad_day", { value: from.slice(0, 40) }, "from");
  const agreedCount = await countAgreed(store, terms.providerId);
  const book = await openNegotiationBook(ctx);
  const department = book.departments.get(command.departmentId);
  if (!department || department.isTeam || book.archived.has(department.id)) return refused("not_your_department", undefined, "departmentId");
  if (command.departmentId === terms.providerId) return refused("own_terms", undefined, "departmentId");
  const parties = { providerId: terms.providerId, clientKind: "department", clientDepartmentId: department.id, clientGroupId: null } as const;
  const { person: who, actsFor } = await book.personFor(parties);
  if (!who.signsFor.includes("client")) return refused("not_your_department", undefined, "departmentId");
  const known = (await listAgreements(store, { side: "given", departmentIds: [terms.providerId] })).find((row) => row.clientDepartmentId === department.id);
  if (known && (await loadVersionsOf(store, known.id)).some((row) => row.state !== "rejected")) return refused("has_agreement", undefined, "departmentId");

  const agreement: AgreementRow = known ?? { id: newId(), code: await freeCode(ctx, book, parties), ...parties };
  const text = forAgreement(terms.text, agreement.code);
  const contentHash = textHash(book, agreement, text, from, null);
  const [signer] = await loadAccountPeople(store, [terms.signedBy]);
  const life: VersionLife = {
    state: "proposed", draftedSide: "provider", from, to: null, answerBy: null, escalatedAt: null, contentHash, repliesTo: null, imposed: null,
    signatures: { provider: { accountId: terms.signedBy, personId: signer?.personId ?? "", at: terms.signedAt }, client: null },
  };
  const around = {
    today: book.today, payPeriod: book.organisation.payPeriod, obligations: text.obligations, agreed: [], openProposal: null, textFaults: checkAgreementText(text, textBook(book, agreement)),
    takenProducts: takenProducts(
      { ...rankedParties(agreement), spans: [{ from, to: null, productIds: [...new Set(text.obligations.map((row) => row.productId))] }] }, await rivals(store, agreement), await loadGroupMembers(store),
    ),
  } as const;
  const decided = decideAgreement(life, { type: "sign", side: "client", contentHash }, who, around, now);
  if (!decided.ok) return decided;

  const versionId = newId();
  const refs = { agreementId: agreement.id, versionId, number: "1" };
  const heard = book.parties.speakersOf(agreement, "provider").filter((personId) => personId !== who.personId);
  const tell = await notices(store, heard.map((personId) => ({ kind: "agreement_agreed" as const, personId, refs, about: `${versionId}:${now}` })), now);
  const events = decided.value.events.map((event) => ({ ...event, facts: { ...event.facts, standardTerms: terms.id } }));
  const written = await writeNegotiation(
    ctx, { agreement, who, actsFor }, [{ versionId, events }],
    (_, w) => [
      stillOffered(store, w, terms),
      ...expectAgreed(store, w, terms.providerId, agreedCount),
      ...(known ? [] : [insertAgreement(store, w, { ...agreement, createdAt: now })]),
      insertVersion(store, w, {
        ...columnsOf(decided.value.life), id: versionId, agreementId: agreement.id, number: 1, state: "agreed", from, to: null, purpose: text.purpose ?? null, inputs: text.inputs, contentHash, isImported: false,
        draftedSide: "provider", standardTermsId: terms.id, proposedAt: terms.signedAt, createdBy: terms.signedBy, createdAt: now, rowVersion: 1,
      }),
      ...insertObligations(store, w, text.obligations.map((one, position) => obligationRow(one, versionId, agreement.id, position))),
      ...tell(w),
    ],
    { action: "agreement.join", entityId: versionId, details: { agreement: agreement.code, standardTerms: terms.id, from, hash: contentHash } },
  );
  return written.ok ? ok({ agreementId: agreement.id, number: 1 }) : written;
}
