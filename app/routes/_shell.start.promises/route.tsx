import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { preparePromises } from "#app/operations/start/prepare-promises.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { sayOfStart } from "../_shell.start.organisation/say.server.ts";
import { promiseChoices } from "./choices.server.ts";
import { PromisesForm } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "start.edit");
  allow(viewer, "start.edit", {});
  const facts = await readPageFacts(request, context);
  if (!facts.organisation) throw redirect("/start/organisation");
  return json({ title: translateIn(facts.locale, "start")("promises.title"), ...(await promiseChoices(context.store, facts.locale)), form: freshForm() });
}

/** Names of ticked boxes after their prefix. */
const ticked = (values: Readonly<Record<string, string>>, prefix: string): string[] => Object.keys(values).filter((name) => name.startsWith(prefix) && values[name] === "on").map((name) => name.slice(prefix.length));

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "start.edit");
  allow(viewer, "start.edit", {});
  const { locale, organisation } = await readPageFacts(request, context);
  const values = await readTyped(request);
  if (!organisation) return refuseTyped(values, [{ ok: false, code: "no_top" }], sayOfStart(locale), locale);
  const done = await preparePromises(actingContext(context, viewer), { providerId: values["providerId"] ?? "", entryIds: ticked(values, "entry:"), clientIds: ticked(values, "client:") });
  return done.ok ? doneTyped("/start", context) : refuseTyped(values, [done], sayOfStart(locale), locale);
}

export default function Promises() {
  const data = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>() as TypedForm | undefined;
  return <PromisesForm data={data} form={acted ?? data.form} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
