import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { actOnRequest } from "./act.server.ts";
import { formSchema, NOTHING_WRITTEN } from "./form.ts";
import { askingFor, readRequestForm } from "./read.server.ts";
import { NewRequestPage } from "./view.tsx";

/** A request in two fields, with help for its wording: what is promised stands beside it before it is sent. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.request");
  const params = new URL(request.url).searchParams;
  const { locale, promise, product: _product, chosen, ...form } = await readRequestForm(request, context, viewer, { product: params.get("product"), for: params.get("for"), neededBy: params.get("neededBy") });
  return json({
    title: translateIn(locale, "work")("new.title"), ...form, promise, zone: viewer.timeZone, now: context.now(), composerHost: context.composer ? new URL(context.composer.url).host : null,
    values: { ...NOTHING_WRITTEN, ...chosen, title: (params.get("title") ?? "").slice(0, 200) },
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.request");
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw fault(400, "bad_request");
  if (!askingFor(viewer.actor).includes(form.data.for)) throw fault(403, "forbidden");
  const done = await actOnRequest(request, context, viewer, form.data);
  if ("taskId" in done) return redirect(`/work/${done.taskId}`, { headers: { "Set-Cookie": setFlash({ key: "sent", tone: "done" }, context.mode === "production") } });
  return json(done, { status: done.refusal ? 400 : 200 });
}

export default function NewRequest() {
  return <NewRequestPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
