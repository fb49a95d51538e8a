import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { openEditor } from "./open-editor.server.ts";
import { previewForm } from "./preview.server.ts";
import { readEditor } from "./read.server.ts";
import { actOnForm } from "./save.server.ts";
import { EditorView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const editor = await openEditor({ ...params, key: params.key ?? "" }, context, viewer, facts);
  const page = await readEditor(editor, context, facts, null);
  const preview = await previewForm(page.fields, editor, context, viewer, facts, false);
  return json({ page, preview, title: translateIn(facts.locale, "obligation")("title.edit", { name: page.name ?? "" }) });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const editor = await openEditor({ ...params, key: params.key ?? "" }, context, viewer, facts);
  return actOnForm(await request.formData(), editor, context, viewer, facts);
}

export default function EditObligation() {
  const { page, preview } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <EditorView page={page} preview={answer?.preview ?? preview} lastResult={answer?.lastResult ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
