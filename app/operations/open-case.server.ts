import { LONGEST_TEXT } from "#app/domain/improvement/decide-case.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { mayBecomeCase } from "#app/domain/voice/voice-kind.ts";
import { insertCase, loadCasesAbout, loadObligationNames } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findVoice, loadVoiceMessages } from "#db/queries/voices.server.ts";
import type { OperationContext } from "./context.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { tellHooks } from "./hooks/tell-hooks.server.ts";
import { newCase, type NewCase } from "./new-case.server.ts";

export interface OpenCase {
  readonly providerId: string;
  readonly clientId: string;
  readonly taskId: string | null;
  readonly obligationKey: string | null;
  readonly problem: string;
  /** Of the form: the same press twice opens one case. */
  readonly formKey: string;
  readonly personId: string;
}

export type CaseOpened = { readonly ok: true; readonly caseId: string } | { readonly ok: false; readonly faults: readonly Refused[] };

/** Opens a case by hand, for what nothing else opened one. Whether the person may do so for these departments is asked before. */
export async function openCaseByHand(ctx: OperationContext, command: OpenCase): Promise<CaseOpened> {
  const { store } = ctx;
  const departments = await loadDepartments(store);
  const problem = command.problem.trim();
  const faults: Refused[] = [];
  if (!departments.some((row) => row.id === command.providerId && !row.isTeam)) faults.push(refused("no_department", undefined, "providerId"));
  if (!departments.some((row) => row.id === command.clientId && !row.isTeam)) faults.push(refused("no_department", undefined, "clientId"));
  if (command.clientId !== "" && command.clientId === command.providerId) faults.push(refused("same_department", undefined, "clientId"));
  if (problem === "") faults.push(refused("problem_missing", undefined, "problem"));
  if (problem.length > LONGEST_TEXT) faults.push(refused("text_too_long", { longest: LONGEST_TEXT }, "problem"));
  if (faults.length > 0) return { ok: false, faults };
  const { formKey, personId, ...about } = command;
  const lineName = command.obligationKey ? (await loadObligationNames(store, [command.obligationKey])).get(command.obligationKey) : undefined;
  return { ok: true, caseId: await openOnce(ctx, { ...about, problem, ...(lineName ? { lineName } : {}), origin: "manual", dedupeKey: `manual:${personId}:${formKey}`, openedBy: personId }) };
}

/** Makes a complaint or claim an improvement case, in the sender's own words; asked again it leads to the same case. */
export async function openCaseOfVoice(ctx: OperationContext, voiceId: string): Promise<Result<{ readonly caseId: string }>> {
  const { store } = ctx;
  const voice = await findVoice(store, voiceId);
  if (!voice) return refused("not_found");
  if (!mayBecomeCase(voice.kind)) return refused("not_this_kind");
  const [first] = await loadVoiceMessages(store, voice.id);
  const { providerId, clientId, taskId, subject, senderId } = voice;
  const problem = `${subject}\n\n${first?.text ?? ""}`.trim().slice(0, LONGEST_TEXT);
  return ok({ caseId: await openOnce(ctx, { origin: "voice", dedupeKey: `voice:${voice.id}`, providerId, clientId, taskId, voiceId: voice.id, problem, openedBy: senderId }) });
}

/** Opens a case unless its dedupe key has one; the id of the one that is there then. */
async function openOnce(ctx: OperationContext, fields: NewCase): Promise<string> {
  const { store, now } = ctx;
  const known = await loadCasesAbout(store, { dedupeKeys: [fields.dedupeKey] });
  if (known[0]) return known[0].id;
  const row = newCase(await openFollowUpBook(store), fields, now);
  const tell = await tellHooks(store, [{ happening: "case_opened", about: row.dedupeKey, refs: { caseId: row.id }, departmentIds: [row.providerId, ...(row.clientId ? [row.clientId] : [])] }], now);
  await store.writeAll((w) => [...insertCase(store, w, row), ...tell(w)], { at: now, actor: ctx.actor, action: "case.open", entity: "improvement_case", entityId: row.id, details: { dedupeKey: row.dedupeKey } });
  // Two presses at once: the one that was first holds.
  return (await loadCasesAbout(store, { dedupeKeys: [fields.dedupeKey] }))[0]?.id ?? row.id;
}
