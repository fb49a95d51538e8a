import { json, redirect } from "@remix-run/node";
import { z } from "zod";
import { wordingOf } from "#app/domain/names.ts";
import type { Names } from "#app/domain/names.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { removeDraftInput, removeDraftObligation, saveDraftFrame, saveDraftInput, saveDraftObligation } from "#app/operations/draft-agreement.server.ts";
import { negotiate, propose } from "#app/operations/negotiate.server.ts";
import { toObligation } from "#app/operations/negotiation-state.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import type { DraftClient } from "#app/operations/start-draft.server.ts";
import { loadObligationsOf } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault } from "#app/web/guard.server.ts";
import type { findShownVersion } from "./read.server.ts";

const text = z.string().max(10_000).default("");
const schema = z.strictObject({
  act: z.enum(["remove", "restore", "save_input", "remove_input", "save_frame", "propose", "counter", "sign", "withdraw", "reject", "discard", "comment", "answer", "impose", "terminate"]),
  rowVersion: z.coerce.number().int(),
  contentHash: text, key: text, nameEn: text, nameRu: text, dueEn: text, dueRu: text, completenessEn: text, completenessRu: text, productId: text, purposeEn: text, purposeRu: text, from: text, to: text, answerBy: text, reason: text,
  signs: text, side: z.enum(["provider", "client"]).optional(), text, target: text, accepts: text, on: text,
});
type Sent = z.output<typeof schema>;

type Shown = Awaited<ReturnType<typeof findShownVersion>>;

/** Does what a form of the version's page asks for: a refusal answers with the code, its field and what was typed. */
export async function actOnVersion(request: Request, context: AppContext, { agreement, ctx, found }: Shown) {
  const sent = Object.fromEntries([...(await request.formData())].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  const form = schema.safeParse(sent);
  if (!form.success) throw fault(400, "bad_request");
  const { act } = form.data;
  const at = `/agreements/${agreement.id}/versions/${found.version.number}`;
  const flash = { "Set-Cookie": setFlash({ key: act === "comment" ? "sent" : "saved", tone: "done" }, context.mode === "production") };
  const refuse = ({ code, facts, field }: Refused) => json({ act, code, facts: facts ?? {}, field: field ?? null, values: sent, reading: found.version.rowVersion }, { status: code === "changed_meanwhile" ? 409 : 422 });

  if (act === "counter") {
    const begun = await startDraft(ctx, { providerId: agreement.providerId, client: clientOf(agreement), basedOnVersionId: found.version.id });
    return begun.ok ? redirect(`/agreements/${agreement.id}/versions/${begun.value.number}`, { headers: flash }) : refuse(begun);
  }
  const done = await run(form.data, { agreement, ctx, found });
  if (!done.ok) return refuse(done);
  return redirect(act === "discard" ? `/agreements` : at, { headers: flash });
}

async function run(sent: Sent, { ctx, found }: Shown): Promise<Result<unknown>> {
  const ref = { versionId: found.version.id, rowVersion: sent.rowVersion };
  const step = (one: Parameters<typeof negotiate>[1]["step"]) => negotiate(ctx, { ...ref, step: one });
  const { key, reason, contentHash } = sent;
  const names = (en: string, ru: string): Names => ({ ...(en.trim() ? { en: en.trim() } : {}), ...(ru.trim() ? { ru: ru.trim() } : {}) });
  switch (sent.act) {
    case "remove":
      return removeDraftObligation(ctx, { ...ref, key });
    case "restore": {
      const row = (await loadObligationsOf(ctx.store, { agreementId: found.agreement.id })).find((one) => one.versionId === found.version.basedOnId && one.key === key);
      return row ? saveDraftObligation(ctx, { ...ref, obligation: toObligation(row) }) : { ok: false, code: "unknown_key" };
    }
    case "save_input":
      return saveDraftInput(ctx, {
        ...ref,
        input: { key, name: names(sent.nameEn, sent.nameRu), due: wordingOf(sent.dueEn.trim(), sent.dueRu.trim()), ...(sent.completenessEn.trim() || sent.completenessRu.trim() ? { completeness: wordingOf(sent.completenessEn.trim(), sent.completenessRu.trim()) } : {}), ...(sent.productId ? { productId: sent.productId } : {}) },
        ...(key ? { previousKey: key } : {}),
      });
    case "remove_input":
      return removeDraftInput(ctx, { ...ref, key });
    case "save_frame":
      return saveDraftFrame(ctx, { ...ref, purpose: names(sent.purposeEn, sent.purposeRu), from: sent.from, to: sent.to || null });
    case "propose":
      return propose(ctx, { ...ref, from: sent.from, to: sent.to || null, answerBy: sent.answerBy, reason, signs: sent.signs === "on" });
    case "sign":
      return step({ type: "sign", side: sent.side ?? "provider", contentHash });
    case "withdraw":
      return step({ type: "withdraw" });
    case "reject":
      return step({ type: "reject", reason });
    case "discard":
      return step({ type: "discard" });
    case "comment":
      return negotiate(ctx, { versionId: found.version.id, rowVersion: null, step: { type: "comment", text: sent.text, target: sent.target || null } });
    case "answer":
      return step({ type: "answer", accepts: sent.accepts === "yes", reason, contentHash });
    case "impose":
      return step({ type: "impose", reason, contentHash });
    case "terminate":
      return step({ type: "terminate", on: sent.on, reason });
    case "counter":
      throw fault(400, "bad_request");
  }
}

export function clientOf(agreement: AgreementRow): DraftClient {
  if (agreement.clientDepartmentId) return { kind: "department", id: agreement.clientDepartmentId };
  return agreement.clientGroupId ? { kind: "group", id: agreement.clientGroupId } : { kind: "everyone" };
}
