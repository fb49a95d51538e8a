import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import { listAgreements, loadGroupMembersOn, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { countMembers } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople, loadPosts } from "#db/queries/people.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";

const SPEC: TableSpec<"name" | "head" | "people" | "given" | "received", "kind"> = {
  sortable: ["name", "head", "people", "given", "received"],
  defaultSort: { column: "name", descending: false },
  filters: { kind: ["department", "team"] },
  pageSize: 50,
};

/** Departments and teams with their heads, people and agreements in force today. */
export async function readDepartmentRows(request: Request, context: AppContext, facts: PageFacts) {
  const { store } = context;
  const [departments, posts, members, agreements, groupMembers] = await Promise.all([
    loadDepartments(store), loadPosts(store, facts.today), countMembers(store, facts.today), listAgreements(store, { side: "all" }), loadGroupMembersOn(store, facts.today),
  ]);
  const headPosts = posts.filter((post) => post.post === "head");
  const [people, versions] = await Promise.all([loadPeople(store, headPosts.map((post) => post.personId)), loadVersionHeads(store, agreements.map((row) => row.id))]);
  const versionsOf = groupBy(versions, (row) => row.agreementId);
  const inForce = agreements.filter((row) => agreementStanding(versionsOf.get(row.id) ?? [], facts.today)?.state === "in_force");
  const personById = new Map(people.map((row) => [row.id, row]));
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const rows = departments.map((row) => {
    const headPost = headPosts.find((post) => post.departmentId === row.id);
    const head = headPost ? personById.get(headPost.personId) : undefined;
    const groups = new Set(groupMembers.filter((member) => member.departmentId === row.id).map((member) => member.groupId));
    return {
      id: row.id, code: row.code, name: nameIn(row.name, facts.locale), parent: row.parentId ? (nameOf.get(row.parentId) ?? null) : null, isTeam: row.isTeam,
      head: head ? personName(head, facts.locale) : null,
      people: members.find((member) => member.departmentId === row.id)?.people ?? 0,
      given: inForce.filter((agreement) => agreement.providerId === row.id).length,
      received: inForce.filter((agreement) => agreement.clientDepartmentId === row.id || (agreement.clientGroupId !== null && groups.has(agreement.clientGroupId)) || (agreement.clientKind === "everyone" && !row.isTeam)).length,
    };
  });
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.name} ${row.code} ${row.head ?? ""} ${row.parent ?? ""}`,
    sort: { name: (row) => row.name, head: (row) => row.head, people: (row) => row.people, given: (row) => row.given, received: (row) => row.received },
    filter: { kind: (row, value) => row.isTeam === (value === "team") },
  });
  return { query, ...page, everything: rows };
}
