import { decideAgreement } from "#app/domain/agreement/decide-agreement.ts";
import { nextPayPeriod } from "#app/domain/agreement/check-dates.ts";
import { productsOfEntries, promisesOfEntries, type EntryWithProduct } from "#app/domain/agreement/library/promises-of-entries.ts";
import { findLibraryEntry } from "#app/domain/agreement/library/starter-library.ts";
import type { NegotiatingPerson } from "#app/domain/agreement/agreement-life.ts";
import type { AgreementText } from "#app/domain/agreement/terms.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { listAgreements } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { insertProducts } from "#db/queries/directory-writes.server.ts";
import { insertAgreement, insertAgreementEvents, insertObligations, insertVersion } from "#db/queries/negotiation.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { obligationRow } from "../draft-agreement.server.ts";
import { openNegotiationBook, textHash, type NegotiationBook } from "../negotiation-state.server.ts";
import { freeCode } from "../start-draft.server.ts";
import { eventRows } from "../write-negotiation.server.ts";

export interface PreparePromises {
  readonly providerId: string;
  /** Promises of the starter library. */
  readonly entryIds: readonly string[];
  readonly clientIds: readonly string[];
}

export interface PreparedPromises {
  readonly products: number;
  readonly agreements: readonly { readonly id: string; readonly code: string }[];
}

/** Promises of one first agreement: more than this nobody reads to the end. */
const MOST_ENTRIES = 12;
const MOST_CLIENTS = 10;

/**
 * Lays the first drafts on the table of a provider's head: products of the starter library, and a draft with each client in which every
 * promise is only observed. A draft binds nobody; its head changes it, proposes it or throws it away, as any other draft of that side.
 * Only between departments that have no agreement yet.
 */
export async function preparePromises(ctx: OperationContext, command: PreparePromises): Promise<Result<PreparedPromises>> {
  const { store, now } = ctx;
  const book = await openNegotiationBook(ctx);
  const provider = book.departments.get(command.providerId);
  if (!provider || provider.isTeam || book.archived.has(provider.id)) return refused("unknown_department", undefined, "providerId");
  const entries = [...new Set(command.entryIds)].map(findLibraryEntry);
  const clientIds = [...new Set(command.clientIds)];
  if (entries.length === 0) return refused("nothing_chosen", undefined, "entries");
  if (entries.length > MOST_ENTRIES) return refused("above_most", { most: MOST_ENTRIES }, "entries");
  if (entries.some((entry) => entry === null)) return refused("unknown_entry", undefined, "entries");
  if (clientIds.length === 0) return refused("nothing_chosen", undefined, "clients");
  if (clientIds.length > MOST_CLIENTS) return refused("above_most", { most: MOST_CLIENTS }, "clients");
  for (const id of clientIds) {
    const client = book.departments.get(id);
    if (!client || client.isTeam || book.archived.has(id)) return refused("unknown_department", undefined, "clients");
    if (id === provider.id) return refused("same_party", undefined, "clients");
  }
  const agreed = await listAgreements(store, { side: "given", departmentIds: [provider.id] });
  const there = clientIds.find((id) => agreed.some((row) => row.clientDepartmentId === id));
  if (there) return refused("agreement_there", { client: book.departments.get(there)!.code }, "clients");

  const given = [...book.products.values()].filter((row) => row.providerId === provider.id);
  const products = productsOfEntries(entries.filter((entry) => entry !== null), provider, given, new Set([...book.products.values()].map((row) => row.code)), newId);
  const from = nextPayPeriod(book.today, book.organisation.payPeriod);
  const drafts: Awaited<ReturnType<typeof draftFor>>[] = [];
  for (const clientId of clientIds) drafts.push(await draftFor(ctx, book, { providerId: provider.id, clientId, from, products: products.of }));
  try {
    await store.writeAll(
      (w) => [
        ...insertProducts(store, w, products.added),
        ...drafts.flatMap(({ agreement, version, text, events }) => [
          insertAgreement(store, w, { ...agreement, createdAt: now }),
          insertVersion(store, w, version),
          ...insertObligations(store, w, text.obligations.map((one, position) => obligationRow(one, version.id, agreement.id, position))),
          ...insertAgreementEvents(store, w, events),
        ]),
      ],
      { at: now, actor: ctx.actor, action: "start.promises", entity: "department", entityId: provider.id, rows: drafts.length, details: { products: products.added.map((row) => row.code), agreements: drafts.map(({ agreement }) => agreement.code) } },
    );
  } catch (error) {
    if (error instanceof DuplicateError || error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ products: products.added.length, agreements: drafts.map(({ agreement }) => ({ id: agreement.id, code: agreement.code })) });
}

/** A draft of the provider's side, begun by somebody who stands on neither. */
async function draftFor(ctx: OperationContext, book: NegotiationBook, { providerId, clientId, from, products }: { readonly providerId: string; readonly clientId: string; readonly from: string; readonly products: readonly EntryWithProduct[] }) {
  const parties = { providerId, clientKind: "department" as const, clientDepartmentId: clientId, clientGroupId: null };
  const agreement: AgreementRow = { id: newId(), code: await freeCode(ctx, book, parties), ...parties };
  const { person, actsFor } = await book.personFor(agreement);
  const who: NegotiatingPerson = { ...person, sides: ["provider"] };
  const obligations = promisesOfEntries(products, agreement.code, [], { dayEnd: book.organisation.dayEnd, from });
  const text: AgreementText = { obligations, inputs: [] };
  const contentHash = textHash(book, agreement, text, from, null);
  const around = { today: book.today, payPeriod: book.organisation.payPeriod, obligations, agreed: [], textFaults: [], takenProducts: [], openProposal: null };
  const decided = decideAgreement(null, { type: "start", side: "provider", from, to: null, contentHash, repliesTo: null }, who, around, ctx.now);
  if (!decided.ok) throw new Error(`a first draft cannot be begun: ${decided.code}`);
  const version = {
    id: newId(), agreementId: agreement.id, number: 1, state: "draft" as const, from, to: null, purpose: null, inputs: text.inputs, contentHash, isImported: false, draftedSide: "provider" as const, basedOnId: null,
    repliesToId: null, createdBy: person.accountId, createdAt: ctx.now, rowVersion: 1,
  };
  return { agreement, version, text, events: eventRows(ctx, { agreement, who, actsFor }, version.id, decided.value.events, 0) };
}
