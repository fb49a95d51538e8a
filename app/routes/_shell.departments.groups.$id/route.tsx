import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { archiveClientGroup } from "#app/operations/save-client-group.server.ts";
import { joinGroup, leaveGroup } from "#app/operations/set-group-member.server.ts";
import { numberedName } from "#app/web/find-by-number.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findGroup } from "#db/queries/organisation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { sayOf } from "../_shell.departments.new/form.server.ts";
import { saveGroupForm } from "../_shell.departments.groups.new/save.server.ts";
import { GroupView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.read");
  const { store } = context;
  const { locale, today } = await readPageFacts(request, context);
  const group = await findGroup(store, params.id ?? "");
  if (!group) throw fault(404, "not_found");
  const [members, departments] = await Promise.all([loadGroupMembers(store), loadDepartments(store, "all")]);
  const [representative] = group.representativeId === null ? [] : await loadPeople(store, [group.representativeId]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const rows = members.filter((row) => row.groupId === group.id && row.from !== row.to).sort((a, b) => (a.from < b.from ? 1 : -1));
  const isNow = (row: { from: string; to: string | null }) => row.from <= today && (row.to === null || today < row.to);
  const current = await loadDepartments(store);
  return json({
    id: group.id, code: group.code, name: nameIn(group.name, locale), today, isArchived: group.archivedAt !== null,
    representative: representative ? { id: representative.id, name: personName(representative, locale) } : null,
    sentence: translateIn(locale, "organisation")("group.sentence", { count: rows.filter(isNow).length }),
    members: rows.map((row) => ({ departmentId: row.departmentId, name: names.get(row.departmentId) ?? "", from: row.from, to: row.to, isOver: row.to !== null && row.to <= today })),
    mayEdit: group.archivedAt === null && can(viewer.actor, "department.edit"),
    departments: current.filter((row) => !row.isTeam).map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
    form: freshForm({ nameEn: group.name.en ?? "", nameRu: group.name.ru ?? "", representativeId: representative ? numberedName(representative, locale) : "" }),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  const groupId = params.id ?? "";
  allow(viewer, "department.edit", (await findGroup(context.store, groupId)) && {});
  const [{ locale, today }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  const say = sayOf(locale);
  const here = `/departments/groups/${groupId}`;
  const departmentId = values["departmentId"] ?? "";
  switch (values["intent"]) {
    case "join": {
      const joined = await joinGroup(ctx, { groupId, departmentId, from: values["from"] ?? "", to: values["to"] || null }, locale);
      return joined.ok ? doneTyped(here, context) : refuseTyped(values, joined.faults, say, locale);
    }
    case "leave": {
      const left = await leaveGroup(ctx, { groupId, departmentId, from: values["from"] ?? "", to: values["to"] ?? "" });
      return left.ok ? doneTyped(here, context) : refuseTyped(values, [left], say, locale);
    }
    case "archive": {
      const archived = await archiveClientGroup(ctx, groupId, today);
      return archived.ok ? doneTyped("/departments/groups", context, { key: "flash.archived" }) : refuseTyped(values, [archived], say, locale, 409);
    }
    default:
      return saveGroupForm(request, values, context, viewer, groupId);
  }
}

export default function Group() {
  return <GroupView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
