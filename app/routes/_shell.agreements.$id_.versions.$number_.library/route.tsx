import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { addFromLibrary } from "#app/operations/add-from-library.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { openEditor } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/open-editor.server.ts";
import { readLibrary } from "./read.server.ts";
import { LibraryPage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const editor = await openEditor({ id: params.id, number: params.number }, context, viewer, facts);
  const page = await readLibrary(context.store, editor, facts, can(viewer.actor, "product.edit", { departmentIds: [editor.agreement.providerId] }), new URL(request.url).searchParams.get("area"));
  return json({ ...page, title: translateIn(facts.locale, "library")("title") });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const { agreement, version } = await openEditor({ id: params.id, number: params.number }, context, viewer, facts);
  const form = await request.formData();
  const entryIds = form.getAll("entry").map(String);
  const result = await addFromLibrary(
    { store: context.store, now: facts.now, actor: { kind: "account", id: viewer.actor.accountId, address: context.address } },
    { versionId: version.id, rowVersion: Number(form.get("rowVersion")), entryIds, mayAddProducts: can(viewer.actor, "product.edit", { departmentIds: [agreement.providerId] }) }
  );
  if (!result.ok) return json({ code: result.code, facts: result.facts ?? {}, chosen: entryIds }, { status: result.code === "changed_meanwhile" ? 409 : 422 });
  return redirect(`/agreements/${agreement.id}/versions/${version.number}`, { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
}

export default function Library() {
  return <LibraryPage page={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
