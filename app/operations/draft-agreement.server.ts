import { checkInput, checkObligation, MOST_INPUTS, MOST_OBLIGATIONS } from "#app/domain/agreement/check-agreement-text.ts";
import type { TextFault } from "#app/domain/agreement/check-agreement-text.ts";
import { decideAgreement } from "#app/domain/agreement/decide-agreement.ts";
import { newKey } from "#app/domain/agreement/new-key.ts";
import type { AgreementText, InputTerms, Obligation } from "#app/domain/agreement/terms.ts";
import type { Names } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { deleteObligation, insertObligations, updateVersion } from "#db/queries/negotiation.server.ts";
import type { NewObligationRow } from "#db/queries/negotiation.server.ts";
import type { Expecting, Store, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { openNegotiation, textBook } from "./negotiation-state.server.ts";
import type { Negotiation } from "./negotiation-state.server.ts";
import { writeNegotiation } from "./write-negotiation.server.ts";

/** Which draft, as the person saw it: another row version refuses with `changed_meanwhile`. */
export interface DraftRef {
  readonly versionId: string;
  readonly rowVersion: number;
}

export interface SavedDraft {
  readonly rowVersion: number;
  /** Key under which the promise or input is kept now. */
  readonly key: string;
}

/**
 * Adds a promise to a draft, or replaces the one kept under `previousKey`. An empty key is made from the name;
 * a key without the agreement's code before it gets it, because keys name promises over all agreements.
 * Refuses with the field of the obligation as `field` (`target`, `terms.due`, …).
 */
export async function saveDraftObligation(ctx: OperationContext, command: DraftRef & { readonly obligation: Obligation; readonly previousKey?: string }): Promise<Result<SavedDraft>> {
  return editDraft(ctx, command, "obligation", (found) => {
    const { obligations } = found.text;
    const { previousKey } = command;
    const at = previousKey === undefined ? -1 : obligations.findIndex((row) => row.key === previousKey);
    if (previousKey !== undefined && at < 0) return refused("unknown_key", { key: previousKey }, "key");
    const others = obligations.filter((row) => row.key !== previousKey);
    const key = command.obligation.key.trim() === "" && previousKey !== undefined ? previousKey : newKey(found.agreement.code, command.obligation.key, command.obligation.name, usedKeys(found, others, command.obligation.key, previousKey));
    if (key === null) return refused("duplicate_key", { key: command.obligation.key }, "key");
    if (at < 0 && obligations.length >= MOST_OBLIGATIONS) return refused("above_most", { most: MOST_OBLIGATIONS }, "key");
    const saved: Obligation = { ...command.obligation, key };
    const [fault] = checkObligation(saved, textBook(found.book, found.agreement));
    if (fault) return atField(fault, `obligations.${key}.`);
    const position = at < 0 ? Math.max(-1, ...found.obligations.map((row) => row.position)) + 1 : found.obligations.find((row) => row.key === previousKey)!.position;
    const text = { ...found.text, obligations: at < 0 ? [...obligations, saved] : obligations.map((row, index) => (index === at ? saved : row)) };
    return ok({
      key, text,
      build: (store, w) => [
        ...(previousKey === undefined ? [] : [deleteObligation(store, w, found.version.id, previousKey)]),
        ...insertObligations(store, w, [obligationRow(saved, found.version.id, found.agreement.id, position)]),
      ],
    });
  });
}

/** Takes a promise out of a draft. */
export async function removeDraftObligation(ctx: OperationContext, command: DraftRef & { readonly key: string }): Promise<Result<SavedDraft>> {
  return editDraft(ctx, command, "obligation", (found) => {
    const obligations = found.text.obligations.filter((row) => row.key !== command.key);
    if (obligations.length === found.text.obligations.length) return refused("unknown_key", { key: command.key }, "key");
    return ok({ key: command.key, text: { ...found.text, obligations }, build: (store, w) => [deleteObligation(store, w, found.version.id, command.key)] });
  });
}

/** Adds one of the client's inputs to a draft, or replaces the one kept under `previousKey`. */
export async function saveDraftInput(ctx: OperationContext, command: DraftRef & { readonly input: InputTerms; readonly previousKey?: string }): Promise<Result<SavedDraft>> {
  return editDraft(ctx, command, "input", (found) => {
    const { inputs } = found.text;
    const { previousKey } = command;
    const at = previousKey === undefined ? -1 : inputs.findIndex((row) => row.key === previousKey);
    if (previousKey !== undefined && at < 0) return refused("unknown_key", { key: previousKey }, "key");
    const others = inputs.filter((row) => row.key !== previousKey);
    const key = command.input.key.trim() === "" && previousKey !== undefined ? previousKey : newKey(found.agreement.code, command.input.key, command.input.name, usedKeys(found, others, command.input.key, previousKey));
    if (key === null) return refused("duplicate_key", { key: command.input.key }, "key");
    if (at < 0 && inputs.length >= MOST_INPUTS) return refused("above_most", { most: MOST_INPUTS }, "key");
    const saved: InputTerms = { ...command.input, key };
    const [fault] = checkInput(saved, textBook(found.book, found.agreement));
    if (fault) return atField(fault, `inputs.${key}.`);
    return ok({ key, text: { ...found.text, inputs: at < 0 ? [...inputs, saved] : inputs.map((row, index) => (index === at ? saved : row)) }, build: () => [] });
  });
}

/** Takes an input out of a draft. */
export async function removeDraftInput(ctx: OperationContext, command: DraftRef & { readonly key: string }): Promise<Result<SavedDraft>> {
  return editDraft(ctx, command, "input", (found) => {
    const inputs = found.text.inputs.filter((row) => row.key !== command.key);
    if (inputs.length === found.text.inputs.length) return refused("unknown_key", { key: command.key }, "key");
    return ok({ key: command.key, text: { ...found.text, inputs }, build: () => [] });
  });
}

const LONGEST_PURPOSE = 1000;

/** Sets a draft's purpose and the validity it asks for. Whether the dates fit is checked when it is proposed. */
export async function saveDraftFrame(ctx: OperationContext, command: DraftRef & { readonly purpose: Names | null; readonly from: string; readonly to: string | null }): Promise<Result<SavedDraft>> {
  return editDraft(ctx, command, "frame", (found) => {
    const { from, to } = command;
    if (readDay(from) === null) return refused("bad_day", { value: from.slice(0, 40) }, "from");
    if (to !== null && readDay(to) === null) return refused("bad_day", { value: to.slice(0, 40) }, "to");
    if (to !== null && to <= from) return refused("to_not_after_from", { from }, "to");
    const purpose = Object.fromEntries(Object.entries(command.purpose ?? {}).flatMap(([locale, words]) => (words?.trim() ? [[locale, words.trim()]] : []))) as Names;
    if ([purpose.en, purpose.ru].some((words) => (words ?? "").length > LONGEST_PURPOSE)) return refused("text_too_long", { longest: LONGEST_PURPOSE }, "purpose");
    const { purpose: _old, ...text } = found.text;
    return ok({ key: "", text: Object.keys(purpose).length > 0 ? { ...text, purpose } : text, from, to, build: () => [] });
  });
}

/**
 * Keys that a promise or input may not take: those of the others in this text, and those that earlier texts used up. A key that is made
 * from the name never is one that any text had: its counts would be mixed with another promise's.
 */
function usedKeys(found: Negotiation, others: readonly { readonly key: string }[], wanted: string, previousKey: string | undefined): string[] {
  const before = wanted.trim() === "" ? found.keys.ever : found.keys.removed;
  return [...others.map((row) => row.key), ...before.filter((key) => key !== previousKey)];
}

export interface Edit {
  readonly key: string;
  readonly text: AgreementText;
  readonly from?: string;
  readonly to?: string | null;
  readonly build: (store: Store, w: Writer) => readonly Expecting[];
}

/** Changes a draft's text on its own side's turn and names the new text by its hash. */
export async function editDraft(ctx: OperationContext, ref: DraftRef, what: "obligation" | "input" | "frame" | "library", edit: (found: Negotiation) => Result<Edit>): Promise<Result<SavedDraft>> {
  const opened = await openNegotiation(ctx, ref.versionId, ref.rowVersion);
  if (!opened.ok) return opened;
  const found = opened.value;
  // Asked before the text is looked at: whose turn it is does not depend on what was typed.
  const allowed = decideAgreement(found.life, { type: "edit", contentHash: found.life.contentHash }, found.who, found.around, ctx.now);
  if (!allowed.ok) return allowed;
  const edited = edit(found);
  if (!edited.ok) return edited;
  const { key, text, build } = edited.value;
  const from = edited.value.from ?? found.version.from;
  const to = edited.value.to === undefined ? found.version.to : edited.value.to;
  const contentHash = found.hashOf(text, from, to);
  const written = await writeNegotiation(
    ctx, found, [],
    (store, w) => [updateVersion(store, w, found.version, { contentHash, inputs: text.inputs, purpose: text.purpose ?? null, from, to }), ...build(store, w)],
    { action: `agreement.draft_${what}`, entityId: found.version.id, details: { key, before: found.version.contentHash, after: contentHash } },
  );
  return written.ok ? ok({ rowVersion: ref.rowVersion + 1, key }) : written;
}

const atField = (fault: TextFault, prefix: string): Refused => refused(fault.code, fault.facts, fault.path.startsWith(prefix) ? fault.path.slice(prefix.length) : fault.path);

export function obligationRow(one: Obligation, versionId: string, agreementId: string, position: number): NewObligationRow {
  return {
    versionId, key: one.key, agreementId, productId: one.productId, kind: one.terms.kind, name: one.name, terms: one.terms, target: one.target, floor: one.floor ?? null, weight: one.weight,
    mode: one.mode, teamId: one.teamId ?? null, position,
  };
}
