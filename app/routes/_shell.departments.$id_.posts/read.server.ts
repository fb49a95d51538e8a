import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { numberedName } from "#app/web/find-by-number.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { type DepartmentDetail, listPeople } from "#db/queries/catalogue.server.ts";
import { loadPostsOfDepartment } from "#db/queries/organisation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** Suggestions of a list; any other number may be typed. */
const MOST_SUGGESTED = 100;

/** The posts of a department over all time, and who is suggested for one. */
export async function readPostsPage(store: Store, department: DepartmentDetail, { locale, today }: PageFacts) {
  const [posts, members] = await Promise.all([
    loadPostsOfDepartment(store, department.id),
    listPeople(store, { search: "", sort: { column: "name", descending: false }, departmentIds: [department.id], date: today, limit: MOST_SUGGESTED, offset: 0 }),
  ]);
  const people = new Map((await loadPeople(store, [...new Set(posts.map((row) => row.personId))])).map((row) => [row.id, row]));
  const name = nameIn(department.name, locale);
  return {
    id: department.id, name, title: translateIn(locale, "organisation")("posts.title", { name }), today,
    suggested: members.rows.map((row) => numberedName(row, locale)),
    // An empty span was taken back: it never held.
    posts: posts
      .filter((row) => row.to !== row.from)
      .map((row) => ({
        id: row.id, personId: row.personId, post: row.post, scope: row.scope, from: row.from, to: row.to,
        person: people.has(row.personId) ? personName(people.get(row.personId)!, locale) : "",
        when: row.from > today ? ("planned" as const) : row.to !== null && row.to <= today ? ("past" as const) : ("now" as const),
      })),
  };
}

export type PostsPage = Awaited<ReturnType<typeof readPostsPage>>;
