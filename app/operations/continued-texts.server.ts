import { forAgreement, withoutAgreementCode } from "#app/domain/agreement/standard-terms.ts";
import type { AgreementText } from "#app/domain/agreement/terms.ts";
import type { Continuation, EndedVersion } from "#app/domain/organisation/continue-agreements.ts";
import type { ReorganisationEffects } from "#app/domain/organisation/decide-reorganisation.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { newId } from "#db/new-id.server.ts";
import { loadGroups, loadObligationsOf, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import type { FullVersion } from "#db/queries/agreement-pages.server.ts";
import { loadAgreements } from "#db/queries/agreements.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { highestEvent, insertAgreement, insertAgreementEvents, insertObligations, insertVersion, updateVersion } from "#db/queries/negotiation.server.ts";
import type { EventRow, NewObligationRow, NewVersionRow } from "#db/queries/negotiation.server.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { insertClientWeights } from "#db/queries/reorganisations.server.ts";
import { loadContacts } from "#db/queries/ratings.server.ts";
import { loadClientWeights } from "#db/queries/scorecards.server.ts";
import type { Expecting, Store, Writer } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import { obligationRow } from "./draft-agreement.server.ts";
import { textHash, toObligation } from "./negotiation-state.server.ts";

/** What is written so that a former department's agreements end and their terms run on: agreements, versions, promises, thread. */
export interface ContinuedTexts {
  readonly agreements: readonly (AgreementRow & { readonly continuesId: string; readonly number: number; readonly versionId: string })[];
  readonly build: (store: Store, w: Writer) => readonly Expecting[];
}

/** Builds the new agreements in memory; `parents` is the tree as it is afterwards. */
export async function continuedTexts(ctx: OperationContext, effects: Pick<ReorganisationEffects, "ends" | "continued" | "closedVersionIds" | "parents">): Promise<ContinuedTexts> {
  const { store, now } = ctx;
  const touched = [...new Set([...effects.ends, ...effects.continued, ...effects.closedVersionIds].map((row) => row.agreementId))];
  const [departments, groups, known, weights, contacts] = await Promise.all([loadDepartments(store, "all"), loadGroups(store), loadAgreements(store), loadClientWeights(store), loadContacts(store)]);
  const sources = new Map<string, { versions: readonly FullVersion[]; obligations: Awaited<ReturnType<typeof loadObligationsOf>>; lastEvent: number }>();
  for (const id of touched) sources.set(id, { versions: await loadVersionsOf(store, id), obligations: await loadObligationsOf(store, { agreementId: id }), lastEvent: await highestEvent(store, id) });
  const book = { departments: new Map(departments.map((row) => [row.id, row])), groups: new Map(groups.map((row) => [row.id, row])) };
  const tree = departmentTree(departments.map((row) => ({ id: row.id, parentId: effects.parents.find((one) => one.id === row.id)?.parentId ?? row.parentId })));
  const taken = new Set(known.map((row) => row.code));

  const agreements: ContinuedTexts["agreements"][number][] = [];
  const versions: NewVersionRow[] = [];
  const obligations: NewObligationRow[] = [];
  const events: EventRow[] = [];
  const event = (agreementId: string, versionId: string, seq: number, type: EventRow["type"], facts: Record<string, string>, contentHash: string | null = null): EventRow => ({
    id: newId(), agreementId, versionId, seq, type, side: null, personId: null, forPersonId: null, at: now, text: null, target: null, contentHash, address: null, facts,
  });

  for (const row of effects.continued) {
    const source = sources.get(row.agreementId)!;
    const agreement: AgreementRow = {
      id: newId(), code: codeFor(row, book, taken), providerId: row.providerId, clientKind: row.clientKind, clientDepartmentId: row.clientDepartmentId, clientGroupId: row.clientGroupId, continuesId: row.agreementId,
    };
    const teams = new Set(tree.withBelow(row.providerId));
    const first = versions.length;
    for (const [index, span] of row.versions.entries()) {
      const old = source.versions.find((one) => one.id === span.versionId)!;
      const wanted = new Set(span.productIds);
      const text: AgreementText = forAgreement(
        withoutAgreementCode({
          obligations: source.obligations
            .filter((one) => one.versionId === old.id && wanted.has(one.productId))
            .map(toObligation)
            // A team that did not come along cannot be named; the line is the department's then.
            .map(({ teamId, ...one }) => ({ ...one, ...(teamId !== undefined && teams.has(teamId) ? { teamId } : {}) })),
          inputs: old.inputs.filter((one) => one.productId === undefined || wanted.has(one.productId)),
          ...(old.purpose ? { purpose: old.purpose } : {}),
        }),
        agreement.code,
      );
      const versionId = newId();
      const contentHash = textHash(book, agreement, text, span.from, span.to);
      versions.push({
        id: versionId, agreementId: agreement.id, number: index + 1, state: "agreed", from: span.from, to: span.to, purpose: text.purpose ?? null, inputs: text.inputs, contentHash, isImported: false,
        providerSignedBy: null, providerSignedAt: null, clientSignedBy: null, clientSignedAt: null, draftedSide: null, basedOnId: old.id, standardTermsId: null, repliesToId: null, proposedAt: now, answerBy: null,
        escalatedAt: null, imposedBy: null, imposedAt: null, imposedReason: null, createdBy: ctx.actor.kind === "account" ? ctx.actor.id : null, createdAt: now, rowVersion: 1,
      });
      obligations.push(...text.obligations.map((one, position) => obligationRow(one, versionId, agreement.id, position)));
      events.push(event(agreement.id, versionId, index + 1, "runs_on", { from: span.from, code: row.code }, contentHash));
    }
    agreements.push({ ...agreement, continuesId: row.agreementId, number: 1, versionId: versions[first]!.id });
  }

  const closing = new Map<string, { readonly row: FullVersion; readonly set: Partial<NewVersionRow> }>();
  for (const { agreementId, versionId, to } of effects.ends) closing.set(versionId, { row: versionOf(sources, agreementId, versionId), set: { state: "terminated", to } });
  for (const { agreementId, versionId } of effects.closedVersionIds) closing.set(versionId, { row: versionOf(sources, agreementId, versionId), set: { state: "rejected" } });
  for (const [agreementId, rows] of groupBy([...closing.values()], ({ row }) => row.agreementId)) {
    const after = sources.get(agreementId)!.lastEvent;
    events.push(...rows.map(({ row, set }, index) => event(agreementId, row.id, after + index + 1, "handed_over", { on: String(set.to ?? ""), codes: agreements.filter((one) => one.continuesId === agreementId).map((one) => one.code).join(", ") })));
  }

  const weightRows = agreements.flatMap((row) => {
    const own = weights.filter((one) => one.agreementId === row.continuesId);
    const from = versions.find((one) => one.agreementId === row.id)!.from;
    const now = own.filter((one) => one.from <= from).at(-1);
    return [...(now ? [{ agreementId: row.id, from, weight: now.weight, setBy: null }] : []), ...own.filter((one) => one.from > from).map((one) => ({ agreementId: row.id, from: one.from, weight: one.weight, setBy: null }))];
  });
  const contactRows = agreements.flatMap((row) => contacts.filter((one) => one.agreementId === row.continuesId).map((one) => ({ agreementId: row.id, personId: one.personId, position: one.position })));

  return {
    agreements,
    build: (_, w) => [
      ...[...closing.values()].map(({ row, set }) => updateVersion(store, w, row, set)),
      ...agreements.map(({ number: _number, versionId: _versionId, ...row }) => insertAgreement(store, w, { ...row, createdAt: now })),
      ...versions.map((row) => insertVersion(store, w, row)),
      ...insertObligations(store, w, obligations),
      ...insertAgreementEvents(store, w, events),
      ...insertClientWeights(store, w, weightRows),
      ...insertContacts(store, w, contactRows),
    ],
  };
}

function versionOf(sources: ReadonlyMap<string, { readonly versions: readonly FullVersion[] }>, agreementId: string, versionId: EndedVersion["versionId"]): FullVersion {
  const found = sources.get(agreementId)?.versions.find((row) => row.id === versionId);
  if (!found) throw new RangeError(`agreement ${agreementId} has no version ${versionId}`);
  return found;
}

/** A free code made of both sides' codes; it is taken from here on. */
function codeFor(row: Continuation, book: { readonly departments: ReadonlyMap<string, { readonly code: string }>; readonly groups: ReadonlyMap<string, { readonly code: string }> }, taken: Set<string>): string {
  const client = row.clientDepartmentId ?? row.clientGroupId;
  const base = `${book.departments.get(row.providerId)?.code ?? "X"}-${client === null ? "ALL" : ((book.departments.get(client) ?? book.groups.get(client))?.code ?? "X")}`;
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (taken.has(code)) continue;
    taken.add(code);
    return code;
  }
}
