import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { waitFor, waitNoMore } from "#app/operations/wait-for.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { waitsOfTask } from "#app/web/wait-rows.server.ts";
import { namedUpstream, taskToEdit, waitChoices } from "./read.server.ts";
import { WaitsView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { task, mayLink } = await taskToEdit(context, viewer, params.id ?? "");
  const [locale, book] = await Promise.all([localeFor(request, context), openAgreementBook(context.store)]);
  const [waits, choices] = await Promise.all([waitsOfTask(context.store, book, viewer, task, locale), waitChoices(context.store, book, task.providerId, task.id, context.now(), locale)]);
  return json({ id: task.id, name: task.title || task.externalId, dueAt: task.dueAt, waits, choices, mayLink, zone: viewer.timeZone, now: context.now() });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { task, mayLink } = await taskToEdit(context, viewer, params.id ?? "");
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const t = translateIn(locale, "delays");
  const say = (code: string, facts: Readonly<Record<string, string | number>>) => t(`refused.${code}` as Key<"delays">, facts);
  const ctx = actingContext(context, viewer);
  const by = { taskId: task.id, personId: viewer.actor.personId };
  if (values["intent"] === "end") {
    const ended = await waitNoMore(ctx, { ...by, number: Number(values["number"] ?? 0) });
    return ended.ok ? doneTyped(`/work/${task.id}`, context, { key: "flash.waitEnded" }) : refuseTyped(values, [ended], say, locale, 409);
  }
  if (!mayLink) throw fault(403, "forbidden");
  const choices = await waitChoices(context.store, await openAgreementBook(context.store), task.providerId, task.id, ctx.now, locale);
  const [chosen, typed] = [values["upstream"] ?? "", values["other"] ?? ""];
  const upstream = await namedUpstream(context.store, viewer, chosen, typed, choices);
  const field = typed === "" ? "upstream" : "other";
  if (upstream === null) return refuseTyped(values, [refused("unknown_upstream", undefined, field)], say, locale);
  const linked = await waitFor(ctx, { ...by, upstream, note: values["note"] ?? "" });
  if (!linked.ok) return refuseTyped(values, [linked.field === "upstream" ? { ...linked, field } : linked], say, locale);
  return doneTyped(`/work/${task.id}`, context, { key: "flash.waits" });
}

export default function TaskWaitsPage() {
  return <WaitsView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
