import { readTableQuery } from "#app/domain/list/table-query.ts";
import { can, mayEver } from "#app/domain/access/can.ts";
import { LEVELS } from "#app/domain/level/client-level.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { personName } from "#app/format/person-name.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadLevelResults } from "#db/queries/levels.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import type { AppContext } from "./context.server.ts";
import type { PageFacts } from "./page-facts.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Viewer } from "./session.server.ts";

export interface LevelRow {
  readonly personId: string;
  readonly name: string;
  readonly department: string;
  readonly year: number;
  readonly level: number | null;
  readonly asked: number;
  readonly answered: number;
}

const SPEC = { sortable: ["name", "department", "level", "answers"], defaultSort: { column: "name", descending: false }, filters: { level: LEVELS.map(String) }, pageSize: 50 } as const;

/** Whether the viewer sees levels of others: everybody's, or those of the people they head. */
export const seesLevels = (viewer: Viewer): "all" | "own" | null => (can(viewer.actor, "level.read") ? "all" : mayEver(viewer.actor, "level.read") && viewer.actor.headOf.length > 0 ? "own" : null);

/** The newest level of each person that the viewer may see: of everybody, or of the people of the viewer's departments without the viewer. */
export async function readLevelRows({ store }: AppContext, viewer: Viewer, url: URL, { locale, today }: PageFacts) {
  const scope = seesLevels(viewer);
  const [departments, memberships] = scope === null ? [[], []] : await Promise.all([loadDepartments(store, "all"), loadMemberships(store, today, today)]);
  const tree = departmentTree(departments);
  const headed = new Set(viewer.actor.headOf.flatMap((id) => tree.withBelow(id)));
  const placeOf = new Map(memberships.map((row) => [row.personId, row.departmentId] as const).reverse());
  const seen = memberships.filter((row) => scope === "all" || (headed.has(row.departmentId) && row.personId !== viewer.actor.personId)).map((row) => row.personId);
  const newest = new Map<string, Awaited<ReturnType<typeof loadLevelResults>>[number]>();
  for (const row of await loadLevelResults(store, { subjectIds: [...new Set(seen)] })) if (!newest.has(row.subjectId)) newest.set(row.subjectId, row);
  const people = newest.size === 0 ? [] : await loadPeople(store, [...newest.keys()]);
  const rows = people.map((person): LevelRow => {
    const { year, level, asked, answered } = newest.get(person.id)!;
    return { personId: person.id, name: personName(person, locale), department: nameIn(departments.find((row) => row.id === placeOf.get(person.id))?.name ?? {}, locale), year, level, asked, answered };
  });
  const query = readTableQuery(url.searchParams, { ...SPEC, sortable: [...SPEC.sortable] });
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.name} ${row.department}`,
    sort: { name: (row) => row.name, department: (row) => row.department, level: (row) => row.level, answers: (row) => row.answered },
    filter: { level: (row, value) => String(row.level) === value },
  });
  return { ...page, query, scope };
}
