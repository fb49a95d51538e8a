import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { nameIn } from "#app/domain/names.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { previewRequest, requestTask } from "#app/operations/request-task.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadRequestable } from "#db/queries/task-page.server.ts";
import { NewRequestPage } from "./view.tsx";

const formSchema = z
  .object({ product: z.string().max(100), for: z.string().max(100), neededBy: z.string().max(40).default(""), title: z.string().max(1_000).default("") })
  .strict();

/** The departments for which the person may ask, their own first. */
const askingFor = (actor: Actor) => actor.memberOf.filter((id) => can(actor, "task.request", { departmentIds: [id] }));

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.request");
  const { store } = context;
  const now = context.now();
  const params = new URL(request.url).searchParams;
  const [locale, products, departments, organisation] = await Promise.all([localeFor(request, context), loadRequestable(store), loadDepartments(store), loadOrganisation(store)]);
  const mine = askingFor(viewer.actor);
  const clientId = mine.find((id) => id === params.get("for")) ?? mine[0] ?? null;
  const product = products.find((row) => row.id === params.get("product")) ?? null;
  const neededBy = readDay(params.get("neededBy") ?? "") === null ? "" : (params.get("neededBy") ?? "");
  const promised = product && clientId ? await previewRequest({ store, now, actor: { kind: "account", id: viewer.actor.accountId } }, { productId: product.id, clientId }) : null;
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const nameOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale);
  // What one's own department delivers is not asked for here.
  const offered = products.filter((row) => row.providerId !== clientId);
  return json({
    title: translateIn(locale, "work")("new.title"),
    providers: [...new Set(offered.map((row) => row.providerId))].map((id) => ({
      name: nameOf(id),
      products: offered.filter((row) => row.providerId === id).map((row) => ({ id: row.id, name: nameIn(row.name, locale) })),
    })),
    departments: mine.map((id) => ({ id, name: nameOf(id) })),
    today: localDateOf(zone, now),
    values: { product: product?.id ?? "", for: clientId ?? "", neededBy, title: (params.get("title") ?? "").slice(0, 200) },
    promise:
      product && clientId
        ? {
            provider: nameIn(product.providerName, locale),
            client: nameOf(clientId),
            dueAt: promised?.dueAt ?? null,
            wantedAt: neededBy === "" ? null : startOfDate(zone, addDays(neededBy, 1)) - 60_000,
            lines: (promised?.verdicts ?? []).map((row) => ({
              key: row.obligation.key,
              name: nameIn(row.obligation.name, locale),
              kind: row.obligation.kind,
              agreementId: row.agreement.id,
              agreementCode: row.agreement.code,
              versionNumber: row.versionNumber,
              calendar: nameIn(row.calendarName, locale),
              reasons: [...row.verdict.reasons],
            })),
          }
        : null,
    zone: viewer.timeZone,
    now,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.request");
  const locale = await localeFor(request, context);
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw fault(400, "bad_request");
  const { product: productId, for: clientId, neededBy, title } = form.data;
  if (!askingFor(viewer.actor).includes(clientId)) throw fault(403, "forbidden");
  const product = (await loadRequestable(context.store)).find((row) => row.id === productId);
  const result = await requestTask(
    { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } },
    { productId, clientId, personId: viewer.actor.personId, neededBy: neededBy === "" ? null : neededBy, title: title.trim() || (product ? nameIn(product.name, locale) : "") }
  );
  if (!result.ok) return json({ code: result.code, field: result.field ?? null, facts: result.facts ?? {}, values: form.data }, { status: 400 });
  return redirect(`/work/${result.value.taskId}`, { headers: { "Set-Cookie": setFlash({ key: "sent", tone: "done" }, context.mode === "production") } });
}

export default function NewRequest() {
  return <NewRequestPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
