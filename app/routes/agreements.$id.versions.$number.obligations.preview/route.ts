import { type ActionFunctionArgs, json } from "@remix-run/node";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { openEditor, rawOf } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/open-editor.server.ts";
import { previewForm } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/preview.server.ts";

/** What the form would promise as it stands: asked while somebody types. Changes nothing. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const raw = rawOf(await request.formData());
  const key = typeof raw.key === "string" && raw.key !== "" ? { key: raw.key } : {};
  const editor = await openEditor({ id: params.id, number: params.number, ...key }, context, viewer, facts);
  return json(await previewForm(raw, editor, context, viewer, facts, raw.intent === "dry-run"));
}
