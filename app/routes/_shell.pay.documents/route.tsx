import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { DOCUMENT_KINDS, LAYOUT_PARTS } from "#app/domain/document/layout.ts";
import { LOCALES } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadDocumentWords, resetDocumentWords, saveDocumentWords } from "#app/operations/document-words.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { DocumentsView } from "./view.tsx";

/** The document that the address names; the first one where it names none. */
const kindOf = (request: Request) => DOCUMENT_KINDS.find((kind) => kind === new URL(request.url).searchParams.get("kind")) ?? DOCUMENT_KINDS[0];
const FIELDS = LAYOUT_PARTS.flatMap((part) => LOCALES.map((locale) => ({ part, locale, field: `${part}.${locale}` })));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const kind = kindOf(request);
  const { words, ownSince } = await loadDocumentWords(context.store, kind);
  return json({
    title: translateIn(await localeFor(request, context), "documents")("title"),
    zone: viewer.timeZone,
    kind,
    ownSince,
    values: Object.fromEntries(words.map(({ part, locale, text }) => [`${part}.${locale}`, text])),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const kind = kindOf(request);
  const { intent, ...values } = await readTyped(request);
  if (Object.keys(values).some((name) => !FIELDS.some(({ field }) => field === name))) throw fault(400, "bad_request");
  const ctx = actingContext(context, viewer);
  const { accountId } = viewer.actor;
  const saved =
    intent === "reset"
      ? await resetDocumentWords(ctx, kind, accountId)
      : await saveDocumentWords(ctx, kind, accountId, FIELDS.map(({ part, locale, field }) => ({ part, locale, text: values[field] ?? "" })));
  if (saved.ok) return doneTyped(`/pay/documents?kind=${kind}`, context);
  const locale = await localeFor(request, context);
  const say = translateIn(locale, "documents");
  return refuseTyped(values, [saved], (code, facts) => say(`refusal.${code}` as Key<"documents">, facts), locale);
}

export default function Documents() {
  return <DocumentsView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
