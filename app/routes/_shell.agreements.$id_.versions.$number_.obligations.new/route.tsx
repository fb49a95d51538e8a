import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { OBLIGATION_KINDS } from "#app/domain/agreement/terms.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { openEditor } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/open-editor.server.ts";
import { previewForm } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/preview.server.ts";
import { readEditor } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/read.server.ts";
import { actOnForm } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/save.server.ts";
import { EditorView } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const editor = await openEditor({ id: params.id, number: params.number }, context, viewer, facts);
  const search = new URL(request.url).searchParams;
  const asked = search.get("kind");
  const page = await readEditor(editor, context, facts, OBLIGATION_KINDS.find((kind) => kind === asked) ?? null, search.get("product"));
  const preview = await previewForm(page.fields, editor, context, viewer, facts, false);
  return json({ page, preview, title: translateIn(facts.locale, "obligation")("title.new") });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const editor = await openEditor({ id: params.id, number: params.number }, context, viewer, facts);
  return actOnForm(await request.formData(), editor, context, viewer, facts);
}

export default function NewObligation() {
  const { page, preview } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <EditorView key={page.kind} page={page} preview={answer?.preview ?? preview} lastResult={answer?.lastResult ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
