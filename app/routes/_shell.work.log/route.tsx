import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { refused } from "#app/domain/refusal.ts";
import { TOLD_CHANNELS } from "#app/domain/task/told-entry.ts";
import { instantFrom } from "#app/domain/time/wall-clock.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { readLogForm } from "./read.server.ts";
import { LogPage } from "./view.tsx";

const text = z.string().max(200).default("");
const formSchema = z.strictObject({
  side: z.enum(["provider", "client"]), product: text, client: text, person: text, channel: z.enum(TOLD_CHANNELS), askedDate: text, askedTime: text, neededBy: text, title: z.string().max(1_000).default(""),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.request");
  const locale = await localeFor(request, context);
  const params = new URL(request.url).searchParams;
  const form = await readLogForm(context, viewer, params, locale);
  return json({ title: translateIn(locale, "desk")("log.title"), form, values: Object.fromEntries(params) as Readonly<Record<string, string>> });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.request");
  const sent = new URLSearchParams([...(await request.formData())].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  const parsed = formSchema.safeParse(Object.fromEntries(sent));
  if (!parsed.success) throw fault(400, "bad_request");
  const { data } = parsed;
  // Only what the form offers this person can be written down: products, departments and people are found in it again.
  const form = await readLogForm(context, viewer, sent, await localeFor(request, context));
  if (form.side !== data.side) throw fault(403, "forbidden");
  const refuse = ({ code, facts, field }: Refused) => json({ code, facts: facts ?? {}, field: field ?? null, values: Object.fromEntries(sent) as Readonly<Record<string, string>> }, { status: 422 });
  if (!form.product) return refuse(refused("unknown_product", undefined, "product"));
  const person = data.side === "client" ? viewer.actor.personId : form.people.find((one) => one.id === data.person)?.id;
  if (!form.client || !person) return refuse(refused("unknown_person", undefined, "person"));
  const askedAt = instantFrom(data.askedDate, data.askedTime, viewer.timeZone);
  if (askedAt === null) return refuse(refused("not_a_time", undefined, "asked"));
  const result = await requestTask(
    actingContext(context, viewer),
    { productId: form.product.id, clientId: form.client.id, personId: person, neededBy: data.neededBy === "" ? null : data.neededBy, title: data.title.trim() || form.product.name },
    { side: data.side, toldBy: viewer.actor.personId, channel: data.channel, askedAt },
  );
  if (!result.ok) return refuse(result);
  return redirect(`/work/${result.value.taskId}`, { headers: { "Set-Cookie": setFlash({ key: result.value.entryId === null ? "saved" : "told", tone: "done" }, context.mode === "production") } });
}

export default function LogRequest() {
  return <LogPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
