import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { askAdvice, giveAdvice, thankForAdvice } from "#app/operations/style/advice.server.ts";
import { advicePath } from "#app/operations/style/speak-style.server.ts";
import { refused } from "#app/domain/refusal.ts";
import { fault, requireViewer } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { readAdvice } from "./read.server.ts";
import { AdviceView } from "./view.tsx";

/** Questions of a provider to people of one client, with their advice and its thanks: for the provider's side, and for whoever was asked. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { rows: _rows, contactIds: _ids, ...page } = await readAdvice(context, viewer, params, await readPageFacts(request, context));
  return json({ ...page, zone: viewer.timeZone, now: context.now() });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const [facts, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const page = await readAdvice(context, viewer, params, facts);
  const ctx = actingContext(context, viewer);
  const { personId } = viewer.actor;
  const row = page.rows.find((one) => one.id === values["id"]);
  if (!page.mayAsk && !(page.mayGive && page.rows.some((one) => one.personId === personId))) throw fault(403, "forbidden");
  if (!["ask", "give", "thank"].includes(values["intent"] ?? "")) throw fault(400, "bad_request");
  const step = async () => {
    if (values["intent"] === "ask" && page.mayAsk) {
      const whom = values["personId"] ?? "";
      if (!page.contactIds.includes(whom)) return refused("unknown_person", undefined, "personId");
      return askAdvice(ctx, { providerId: page.provider.id, clientId: page.client.id, personId: whom, question: values["question"] ?? "", askedBy: personId });
    }
    if (values["intent"] === "give" && row?.personId === personId && page.mayGive) return giveAdvice(ctx, row, values["answer"] ?? "");
    if (values["intent"] === "thank" && row && page.mayAsk) return thankForAdvice(ctx, row, values["thanks"] ?? "", personId);
    throw fault(403, "forbidden");
  };
  const result = await step();
  if (result.ok) return doneTyped(advicePath(page.provider.id, page.client.id), context);
  return refuseTyped(values, [result], (code, said) => translateIn(facts.locale, "style")(`advice.${code}` as Key<"style">, said), facts.locale);
}

export default function Advice() {
  return <AdviceView data={useLoaderData<typeof loader>()} form={(useActionData<typeof action>() as TypedForm | undefined) ?? freshForm()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
