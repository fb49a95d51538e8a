import { nameIn, type Locale } from "#app/domain/names.ts";
import type { PeoplePlan, PersonChange } from "#app/domain/organisation/plan-people.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDay } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { changesIn } from "#app/operations/feeds/import-people.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Rows of each list that the page shows; a file with more problems is mended from the top. */
const SHOWN = 200;

/** A plan in the words of the page: what would change, and what is wrong by line, column and reason. */
export async function shownPlan(store: Store, plan: PeoplePlan, locale: Locale) {
  const t = translateIn(locale, "organisation");
  const departments = new Map((await loadDepartments(store, "all")).map((row) => [row.id, nameIn(row.name, locale)]));
  const nameOf = (id: string) => departments.get(id) ?? "";
  const say = ({ id, changed, places }: PersonChange): string[] => [
    ...(id === null ? [t("import.change.added")] : changed.length > 0 ? [t("import.change.changed", { fields: changed.map((key) => t(`person.${key}`)).join(", ") })] : []),
    ...places.map((change) =>
      change.kind === "end" || (change.kind === "update" && change.place.to !== null && change.place.to !== change.before.to)
        ? t("import.change.ended", { department: nameOf(change.before.departmentId), last: formatDay(addDays(change.kind === "end" ? change.to : change.place.to!, -1), locale) })
        : t("import.change.place", { department: nameOf(change.place.departmentId), from: formatDay(change.place.from, locale) }),
    ),
  ];
  const kinds = plan.changes.flatMap((change) => change.places.map((place) => place.kind));
  return {
    added: plan.changes.filter((change) => change.id === null).length,
    changed: plan.changes.filter((change) => change.id !== null && change.changed.length > 0).length,
    places: kinds.filter((kind) => kind !== "end").length,
    ended: kinds.filter((kind) => kind === "end").length,
    same: plan.same,
    total: changesIn(plan),
    people: plan.changes.length,
    changes: plan.changes.slice(0, SHOWN).map((change) => ({ line: change.line, number: change.number, name: personName(change.person, locale), what: say(change) })),
    problemCount: plan.problems.length,
    problems: plan.problems.slice(0, SHOWN).map(({ line, column, reason, facts }) => ({ line, column, reason: t(`problem.${reason}` as Key<"organisation">, facts) })),
  };
}
