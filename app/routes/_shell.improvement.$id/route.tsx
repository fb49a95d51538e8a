import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import type { Subject } from "#app/domain/access/can.ts";
import { CASE_ACTS, caseActs, type CaseSide } from "#app/domain/improvement/decide-case.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { personName } from "#app/format/person-name.ts";
import { workOnCase } from "#app/operations/work-on-case.server.ts";
import { caseTitle } from "#app/web/case-title.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { findCase, loadObligationNames } from "#db/queries/cases.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { CasePage } from "./view.tsx";

const text = z.string().max(20_000).default("");
const formSchema = z
  .object({ act: z.enum(CASE_ACTS), rowVersion: z.coerce.number().int(), cause: text, action: text, ownerId: z.string().max(100).default(""), dueOn: z.string().max(40).default("") })
  .strict();

const subjectOf = (row: CaseRow): Subject => ({ personIds: row.ownerId ? [row.ownerId] : [], partyIds: row.clientId ? [row.providerId, row.clientId] : [row.providerId] });

function sidesOf(actor: Actor, row: CaseRow): CaseSide[] {
  const sides: CaseSide[] = [];
  if (can(actor, "case.edit", { personIds: row.ownerId ? [row.ownerId] : [], departmentIds: [row.providerId] })) sides.push("provider");
  if (row.clientId && can(actor, "case.check", { departmentIds: [row.clientId] })) sides.push("client");
  return sides;
}

/** People of the providing department and its teams today: who may own a case. */
async function owners(context: AppContext, providerId: string): Promise<string[]> {
  const [organisation, departments] = await Promise.all([loadOrganisation(context.store), loadDepartments(context.store, "all")]);
  const below = departmentTree(departments).withBelow(providerId);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), context.now());
  return [...new Set((await loadMemberships(context.store, today, today)).filter((row) => below.includes(row.departmentId)).map((row) => row.personId))];
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const { store } = context;
  const row = await findCase(store, params.id ?? "");
  allow(viewer, "case.read", row && subjectOf(row));
  if (!row) throw fault(404, "not_found");
  const locale = await localeFor(request, context);
  const sides = sidesOf(viewer.actor, row);
  const acts = caseActs(row.state, sides);
  const candidates = acts.includes("save") ? await owners(context, row.providerId) : [];
  const ids = [...new Set([...candidates, ...(row.ownerId ? [row.ownerId] : [])])];
  const [departments, people, task, organisation, lines] = await Promise.all([
    loadDepartments(store, "all"),
    ids.length > 0 ? loadPeople(store, ids) : [],
    row.taskId ? findTask(store, row.taskId) : null,
    loadOrganisation(store),
    loadObligationNames(store, row.obligationKey ? [row.obligationKey] : []),
  ]);
  const nameOf = (id: string | null) => (id ? nameIn(departments.find((one) => one.id === id)?.name ?? {}, locale) : "");
  return json({
    id: row.id,
    rowVersion: row.rowVersion,
    state: row.state,
    origin: row.origin,
    title: caseTitle(row, lines, locale),
    obligationKey: row.obligationKey,
    cause: row.cause,
    action: row.action,
    ownerId: row.ownerId,
    dueOn: row.dueOn,
    createdAt: row.createdAt,
    provider: nameOf(row.providerId),
    client: nameOf(row.clientId),
    owner: people.filter((one) => one.id === row.ownerId).map((one) => personName(one, locale))[0] ?? null,
    owners: people.filter((one) => candidates.includes(one.id)).map((one) => ({ id: one.id, name: personName(one, locale) })),
    task: task && { id: task.id, title: task.title || task.externalId },
    acts,
    today: localDateOf(zoneOf(organisation?.zone ?? "UTC"), context.now()),
    zone: viewer.timeZone,
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const row = await findCase(context.store, params.id ?? "");
  allow(viewer, "case.read", row && subjectOf(row));
  if (!row) throw fault(404, "not_found");
  const sides = sidesOf(viewer.actor, row);
  if (sides.length === 0) throw fault(403, "forbidden");
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw fault(400, "bad_request");
  const { act, rowVersion, cause, action: what, ownerId, dueOn } = form.data;
  const refuse = (code: string, facts: Readonly<Record<string, string | number>> = {}, status = 400) => json({ code, facts, values: { cause, action: what, ownerId, dueOn } }, { status });
  if (ownerId !== "" && ownerId !== row.ownerId && !(await owners(context, row.providerId)).includes(ownerId)) return refuse("unknown_person");
  const result = await workOnCase(
    { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } },
    { caseId: row.id, rowVersion, act, text: { cause, action: what, ownerId: ownerId === "" ? null : ownerId, dueOn }, sides }
  );
  if (!result.ok) return refuse(result.code, result.facts, result.code === "changed_meanwhile" ? 409 : 400);
  return redirect(`/improvement/${row.id}`, { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
}

export default function Case() {
  return <CasePage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title.slice(0, 60));

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
