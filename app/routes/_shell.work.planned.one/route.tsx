import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { actOnOccurrence } from "#app/operations/act-on-occurrence.server.ts";
import { answerOccurrence, askOccurrenceChange } from "#app/operations/change-occurrence.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { answerOf, changeSchema, type ChangeForm, objectionSchema, wishOf } from "./form.ts";
import { findOccurrence, objectorOf, readPlannedPage } from "./read.server.ts";
import { PlannedDelivery } from "./view.tsx";

/** One planned delivery of a recurring promise, also when nothing was ever handed over. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const facts = await readPageFacts(request, context);
  return json(await readPlannedPage(context, viewer, facts, await findOccurrence(request, context, viewer, facts)));
}

/** Asks the other side to move or waive it, or answers what that side asked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.act");
  const facts = await readPageFacts(request, context);
  const found = await findOccurrence(request, context, viewer, facts);
  const { key, date, by, worksFor } = found;
  const sent = Object.fromEntries(await request.formData());
  const here = (flash: string) => redirect(`/work/planned/one?obligation=${encodeURIComponent(key)}&date=${date}`, { headers: { "Set-Cookie": setFlash({ key: flash, tone: "done" }, context.mode === "production") } });
  const objection = objectionSchema.safeParse(sent);
  if (objection.success) {
    const departmentId = await objectorOf(viewer, context.store, found);
    const raised = await raiseDispute({ store: context.store, now: facts.now, actor: { kind: "account", id: viewer.actor.accountId, address: context.address } }, { about: { date }, obligationKey: key, cycle: 0, carry: 0, personId: viewer.actor.personId, departmentId, reason: objection.data.reason });
    return raised.ok ? here("sent") : json({ code: raised.code, field: raised.field ?? null, facts: raised.facts ?? {}, values: { act: "dispute" as const, reason: objection.data.reason } }, { status: raised.code === "dispute_open" ? 409 : 422 });
  }
  const parsed = changeSchema.safeParse(sent);
  if (!parsed.success) throw fault(400, "bad_request");
  const form: ChangeForm = parsed.data;
  const refuse = ({ code, field, facts: values = {} }: { readonly code: string; readonly field?: string; readonly facts?: Readonly<Record<string, string | number>> }) =>
    json({ code, field: field ?? null, facts: values, values: form }, { status: code === "changed_meanwhile" || code === "already_answered" ? 409 : 422 });
  const ctx = { store: context.store, now: facts.now, actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const isWork = form.act === "input" || form.act === "input_back" || form.act === "deliver";
  // The very subject: who works for a side hands over and gives the input, who signs for it moves and waives.
  if ((isWork ? worksFor : by.sides).length === 0) throw fault(404, "not_found");
  if (form.act === "input" || form.act === "input_back" || form.act === "deliver") {
    const done = await actOnOccurrence(ctx, { obligationKey: key, date, act: form.act, reason: form.reason, by: { personId: by.personId, sides: worksFor } });
    if (!done.ok) return refuse(done);
  } else if (form.act === "moved" || form.act === "waived") {
    const wish = wishOf(form);
    if (!wish.ok) return refuse(wish);
    const asked = await askOccurrenceChange(ctx, { obligationKey: key, date, wish: wish.value, reason: form.reason, by });
    if (!asked.ok) return refuse(asked);
  } else {
    const answered = await answerOccurrence(ctx, { obligationKey: key, date, number: form.number, answer: answerOf(form), by });
    if (!answered.ok) return refuse(answered);
  }
  return here("saved");
}

export default function Planned() {
  return <PlannedDelivery data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
