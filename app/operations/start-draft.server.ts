import { can } from "#app/domain/access/can.ts";
import { nextPayPeriod } from "#app/domain/agreement/check-dates.ts";
import { decideAgreement } from "#app/domain/agreement/decide-agreement.ts";
import type { AgreementSide } from "#app/domain/agreement/agreement-life.ts";
import { newKey } from "#app/domain/agreement/new-key.ts";
import type { AgreementText, InputTerms, Obligation } from "#app/domain/agreement/terms.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { findAgreement, listAgreements, loadObligationsOf, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import type { FullVersion } from "#db/queries/agreement-pages.server.ts";
import { loadAgreements } from "#db/queries/agreements.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { findFullVersion, highestNumber, insertAgreement, insertObligations, insertVersion } from "#db/queries/negotiation.server.ts";
import { agreementSubject } from "./agreement-parties.server.ts";
import { loadContinued } from "#db/queries/reorganisations.server.ts";
import type { OperationContext } from "./context.ts";
import { obligationRow } from "./draft-agreement.server.ts";
import { loadActor } from "./load-actor.server.ts";
import { openNegotiationBook, textBook, textHash, toObligation } from "./negotiation-state.server.ts";
import type { NegotiationBook } from "./negotiation-state.server.ts";
import { writeNegotiation } from "./write-negotiation.server.ts";

export type DraftClient = { readonly kind: "department"; readonly id: string } | { readonly kind: "group"; readonly id: string } | { readonly kind: "everyone" };

export interface StartDraft {
  readonly providerId: string;
  readonly client: DraftClient;
  /** The text to begin with; absent = an empty one, or one promise a product. */
  readonly basedOnVersionId?: string;
  /** Products to begin with; of a text that is copied only their promises are kept. */
  readonly productIds?: readonly string[];
  /** On which side the draft is written; needed only by somebody who stands on both. */
  readonly side?: AgreementSide;
}

export interface StartedDraft {
  readonly agreementId: string;
  readonly versionId: string;
  readonly number: number;
  readonly rowVersion: number;
}

/**
 * Begins the next version of the agreement between two parties, and the agreement itself where there is none.
 * While the other side's proposal waits, only an answer to it can be begun, from its own text.
 */
export async function startDraft(ctx: OperationContext, command: StartDraft): Promise<Result<StartedDraft>> {
  const { store, now } = ctx;
  const book = await openNegotiationBook(ctx);
  const parties = partiesOf(book, command);
  if (!parties.ok) return parties;
  const between = (await listAgreements(store, { side: "given", departmentIds: [command.providerId] })).filter((row) => isSameClient(row, parties.value));
  // Two departments may have two agreements about different products: the text says which one goes on.
  const named = between.length > 1 && command.basedOnVersionId !== undefined ? await findFullVersion(store, command.basedOnVersionId) : null;
  const known = between.find((row) => row.id === named?.agreementId) ?? between[0];
  if (!known && [command.providerId, parties.value.clientDepartmentId].some((id) => id !== null && book.archived.has(id))) return refused("not_found");
  const agreement: AgreementRow = known ?? { id: newId(), code: await freeCode(ctx, book, parties.value), ...parties.value };
  const { person: who, actsFor } = await book.personFor(agreement);
  const side = command.side ?? who.sides[0];
  if (side === undefined || !who.sides.includes(side)) return refused("not_your_side");

  // What ran on under a successor is negotiated there.
  if (known && (await loadContinued(store, known.id)).some((row) => row.continuesId === known.id)) return refused("not_in_this_state", { state: "terminated" });
  const versions = known ? await loadVersionsOf(store, known.id) : [];
  const draft = versions.find((row) => row.state === "draft" && row.draftedSide === side);
  if (draft) return refused("draft_open", { agreementId: agreement.id, number: draft.number });
  const begun = await beginText(ctx, book, agreement, command, versions);
  if (!begun.ok) return begun;
  const { text, basedOn } = begun.value;
  const open = versions.find((row) => row.state === "proposed");
  const repliesTo = open && basedOn?.id === open.id ? open.id : null;
  const from = repliesTo && open && open.from > book.today ? open.from : nextPayPeriod(book.today, book.organisation.payPeriod);
  const to = repliesTo && open && (open.to === null || open.to > from) ? open.to : null;

  const contentHash = textHash(book, agreement, text, from, to);
  const around = {
    today: book.today, payPeriod: book.organisation.payPeriod, obligations: text.obligations, agreed: [], textFaults: [], takenProducts: [],
    openProposal: open ? { versionId: open.id, draftedSide: open.draftedSide ?? "provider" } : null,
  } as const;
  const decided = decideAgreement(null, { type: "start", side, from, to, contentHash, repliesTo }, who, around, now);
  if (!decided.ok) return decided.code === "proposal_open" && open ? refused(decided.code, { agreementId: agreement.id, number: open.number }) : decided;
  const [versionId, number] = [newId(), (await highestNumber(store, agreement.id)) + 1];
  const written = await writeNegotiation(
    ctx, { agreement, who, actsFor }, [{ versionId, events: decided.value.events }],
    (_, w) => [
      ...(known ? [] : [insertAgreement(store, w, { ...agreement, createdAt: now })]),
      insertVersion(store, w, {
        id: versionId, agreementId: agreement.id, number, state: "draft", from, to, purpose: text.purpose ?? null, inputs: text.inputs, contentHash, isImported: false,
        draftedSide: side, basedOnId: basedOn?.agreementId === agreement.id ? basedOn.id : null, repliesToId: repliesTo, createdBy: who.accountId, createdAt: now, rowVersion: 1,
      }),
      ...insertObligations(store, w, text.obligations.map((one, position) => obligationRow(one, versionId, agreement.id, position))),
    ],
    { action: "agreement.start", entityId: versionId, details: { agreement: agreement.code, number, side, basedOn: basedOn?.id ?? null } },
  );
  return written.ok ? ok({ agreementId: agreement.id, versionId, number, rowVersion: 1 }) : written;
}

type PartyColumns = Pick<AgreementRow, "providerId" | "clientKind" | "clientDepartmentId" | "clientGroupId">;

function partiesOf(book: NegotiationBook, { providerId, client }: StartDraft): Result<PartyColumns> {
  const provider = book.departments.get(providerId);
  if (!provider || provider.isTeam) return refused("unknown_department", undefined, "providerId");
  if (client.kind === "department") {
    const department = book.departments.get(client.id);
    if (!department || department.isTeam) return refused("unknown_department", undefined, "client");
    if (client.id === providerId) return refused("same_party", undefined, "client");
    return ok({ providerId, clientKind: "department", clientDepartmentId: client.id, clientGroupId: null });
  }
  if (client.kind === "group") {
    if (!book.groups.has(client.id)) return refused("unknown_department", undefined, "client");
    return ok({ providerId, clientKind: "group", clientDepartmentId: null, clientGroupId: client.id });
  }
  return ok({ providerId, clientKind: "everyone", clientDepartmentId: null, clientGroupId: null });
}

const isSameClient = (row: PartyColumns, parties: PartyColumns): boolean =>
  row.clientKind === parties.clientKind && row.clientDepartmentId === parties.clientDepartmentId && row.clientGroupId === parties.clientGroupId;

/** PROVIDER-CLIENT by their codes, with a number where that is taken. */
export async function freeCode(ctx: OperationContext, book: NegotiationBook, parties: PartyColumns): Promise<string> {
  const taken = new Set((await loadAgreements(ctx.store)).map((row) => row.code));
  const clientId = parties.clientDepartmentId ?? parties.clientGroupId;
  const client = clientId === null ? "ALL" : ((book.departments.get(clientId) ?? book.groups.get(clientId))?.code ?? "X");
  const base = `${book.departments.get(parties.providerId)?.code ?? "X"}-${client}`;
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(code)) return code;
  }
}

/** What the draft begins with: a copy, one promise a product to be worked out, or nothing. */
async function beginText(ctx: OperationContext, book: NegotiationBook, agreement: AgreementRow, command: StartDraft, versions: readonly FullVersion[]): Promise<Result<{ text: AgreementText; basedOn: FullVersion | null }>> {
  const wanted = command.productIds && command.productIds.length > 0 ? new Set(command.productIds) : null;
  if (command.basedOnVersionId !== undefined) {
    const basedOn = versions.find((row) => row.id === command.basedOnVersionId) ?? (await findFullVersion(ctx.store, command.basedOnVersionId));
    // A draft is its side's own affair, and a text is copied only within what one provider gives.
    if (!basedOn || basedOn.state === "draft" || !(await mayCopy(ctx, book, agreement, basedOn.agreementId))) return refused("unknown_version", undefined, "basedOn");
    const rows = (await loadObligationsOf(ctx.store, { agreementId: basedOn.agreementId })).filter((row) => row.versionId === basedOn.id);
    const own = basedOn.agreementId === agreement.id;
    const keys: string[] = [];
    const kept = (key: string, name: Obligation["name"]) => {
      const next = own ? key : (newKey(agreement.code, key.slice(key.indexOf("/") + 1), name, keys) ?? newKey(agreement.code, "", name, keys)!);
      keys.push(next);
      return next;
    };
    const obligations = rows.filter((row) => !wanted || wanted.has(row.productId)).map((row) => ({ ...toObligation(row), key: kept(row.key, row.name) }));
    const inputs = basedOn.inputs.filter((row) => !wanted || row.productId === undefined || wanted.has(row.productId)).map((row): InputTerms => ({ ...row, key: kept(row.key, row.name) }));
    return ok({ text: { obligations, inputs, ...(basedOn.purpose ? { purpose: basedOn.purpose } : {}) }, basedOn });
  }
  const { providerIds, productProviders } = textBook(book, agreement);
  const keys: string[] = [];
  const obligations: Obligation[] = [];
  for (const productId of wanted ?? []) {
    const product = book.products.get(productId);
    if (!product || !providerIds.has(productProviders.get(productId) ?? "")) return refused("unknown_product", undefined, "productIds");
    const key = newKey(agreement.code, "", { en: product.code }, keys)!;
    keys.push(key);
    obligations.push(firstPromise(key, productId, product.name, book.organisation.dayEnd));
  }
  return ok({ text: { obligations, inputs: [] }, basedOn: null });
}

/** Whether a text may be taken over: the agreement's own, or another one of the provider that the person may read. */
async function mayCopy(ctx: OperationContext, book: NegotiationBook, agreement: AgreementRow, otherId: string): Promise<boolean> {
  if (otherId === agreement.id) return true;
  const other = await findAgreement(ctx.store, otherId);
  const actor = ctx.actor.kind === "account" ? await loadActor(ctx.store, ctx.actor.id, ctx.now, book.today, book.tree) : null;
  return other !== null && actor !== null && other.providerId === agreement.providerId && can(actor, "agreement.read", await agreementSubject(ctx.store, other, book.today));
}

/** Where a promise begins that nobody has worked out yet: observed only, so that it costs nobody anything. */
function firstPromise(key: string, productId: string, name: Obligation["name"], end: "snap" | "eod"): Obligation {
  return {
    key, productId, name, target: { type: "share", bp: 9000 }, weight: "1", mode: "observe",
    terms: {
      kind: "timing", calendar: "provider", acceptance: { unit: "working_days", n: 5, end }, missingMeasure: "not_conforming", start: "requested",
      due: { type: "within", duration: { unit: "working_days", n: 5, end } }, pauseReasons: ["client_input"], rework: "own_clock",
    },
  };
}
