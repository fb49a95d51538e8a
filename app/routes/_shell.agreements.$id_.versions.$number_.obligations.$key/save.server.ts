import type { SubmissionResult } from "@conform-to/react";
import { json, redirect } from "@remix-run/node";
import { removeDraftObligation, saveDraftObligation } from "#app/operations/draft-agreement.server.ts";
import { previewTerms } from "#app/operations/preview-obligation.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import type { RawFields } from "./form.ts";
import { checkForm, editorWords, faultSentence, fieldOfPath, rawOf, type Editor } from "./open-editor.server.ts";
import { overlapFault, previewForm, type ObligationPreview } from "./preview.server.ts";

interface Answer {
  readonly preview: ObligationPreview | null;
  readonly lastResult: SubmissionResult | null;
}

/** Saves, removes or only previews what was posted; what was typed comes back with each refusal. */
export async function actOnForm(form: FormData, editor: Editor, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const raw = rawOf(form);
  const intent = raw.intent;
  if (intent === "preview" || intent === "dry-run") {
    const preview = await previewForm(raw, editor, context, viewer, facts, intent === "dry-run");
    const errors: Record<string, string[]> = {};
    for (const { field, message } of preview.faults) (errors[field] ??= []).push(message);
    return json<Answer>({ preview, lastResult: reply(raw, errors) });
  }
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const draft = { versionId: editor.version.id, rowVersion: Number(raw.rowVersion ?? editor.version.rowVersion) };
  const done = (key: "flash.obligationSaved" | "flash.obligationRemoved") =>
    redirect(`/agreements/${editor.agreement.id}/versions/${editor.version.number}`, { headers: { "Set-Cookie": setFlash({ key, tone: "done" }, context.mode === "production") } });

  if (intent === "remove" && editor.row) {
    const removed = await removeDraftObligation(ctx, { ...draft, key: editor.row.key });
    return removed.ok ? done("flash.obligationRemoved") : refuse(raw, facts, removed, 409);
  }
  const t = editorWords(facts);
  const checked = checkForm(raw, editor, t);
  // The side panel speaks of what was typed too, not of the form as it was opened.
  const typed = () => previewForm(raw, editor, context, viewer, facts, false);
  if (!checked.ok) return json<Answer>({ preview: await typed(), lastResult: reply(raw, checked.errors) }, { status: 422 });
  const { obligation } = checked;
  const terms = await previewTerms(context.store, editor.agreement, obligation, facts.now);
  const faults = typeof terms === "string" ? [{ field: "calendar", message: t(`fault.${terms}`) }] : overlapFault(terms, facts);
  if (faults.length > 0) return json<Answer>({ preview: await typed(), lastResult: reply(raw, Object.fromEntries(faults.map(({ field, message }) => [field, [message]]))) }, { status: 422 });
  const saved = await saveDraftObligation(ctx, { ...draft, obligation, ...(editor.row ? { previousKey: editor.row.key } : {}) });
  return saved.ok ? done("flash.obligationSaved") : refuse(raw, facts, saved, 409);
}

function refuse(raw: RawFields, facts: PageFacts, refusal: { readonly code: string; readonly field?: string; readonly facts?: Readonly<Record<string, string | number>> }, status: number) {
  const message = faultSentence(refusal.code, refusal.facts, editorWords(facts));
  const field = refusal.field && refusal.field !== "key" ? fieldOfPath(refusal.field, raw) : "";
  return json<Answer>({ preview: null, lastResult: reply(raw, { [field]: [message] }) }, { status });
}

/** What conform shows: the faults by field, and the fields as they were typed. */
const reply = (raw: RawFields, error: Readonly<Record<string, string[]>>): SubmissionResult => ({ status: "error", initialValue: { ...raw }, error: { ...error } }) as SubmissionResult;
