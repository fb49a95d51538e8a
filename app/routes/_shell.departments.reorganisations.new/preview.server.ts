import type { Locale } from "#app/domain/names.ts";
import { nameIn } from "#app/domain/names.ts";
import { continuationKey } from "#app/domain/organisation/reorganisation.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { formatDay } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { previewReorganisation } from "#app/operations/plan-reorganisation.server.ts";
import { sayFaults, sayPlan } from "#app/web/reorganisation-words.server.ts";
import { listAgreements, loadGroups } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { loadPeople, loadPosts } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** A plan with everything that it would change, in the words of the page. */
export async function shownPreview(ctx: { readonly store: Store; readonly now: number }, plan: ReorganisationPlan, locale: Locale) {
  const { store } = ctx;
  const { faults, effects, hash, today } = await previewReorganisation(ctx, plan);
  const [departments, products, groups, agreements, posts] = await Promise.all([loadDepartments(store, "all"), loadProducts(store), loadGroups(store), listAgreements(store, { side: "all" }), loadPosts(store, plan.on)]);
  const people = new Map((await loadPeople(store, [...new Set([...effects.places, ...effects.posts].map((row) => row.personId))])).map((row) => [row.id, personName(row, locale)]));
  const t = translateIn(locale, "reorganisation");
  const departmentNames = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const nameOf = (id: string) => departmentNames.get(id) ?? "";
  const groupName = (id: string) => nameIn(groups.find((row) => row.id === id)?.name ?? {}, locale);
  const clientName = (row: { clientDepartmentId: string | null; clientGroupId: string | null }) =>
    row.clientDepartmentId ? nameOf(row.clientDepartmentId) : row.clientGroupId ? groupName(row.clientGroupId) : translateIn(locale, "agreements")("everyone");
  const pair = (row: { providerId: string; clientDepartmentId: string | null; clientGroupId: string | null }) => `${nameOf(row.providerId)} → ${clientName(row)}`;
  const productName = new Map(products.map((row) => [row.id, nameIn(row.name, locale)]));
  const isNow = plan.on <= today;
  return {
    what: sayPlan(plan, nameOf, locale), day: readDay(plan.on) === null ? "" : formatDay(plan.on, locale), isNow, hash, name: nameOf(plan.departmentId), isDissolved: effects.isDissolved,
    faults: await sayFaults(store, faults, nameOf, locale),
    people: effects.places.map((row) => ({ id: row.id, personId: row.personId, name: people.get(row.personId) ?? "", to: nameOf(row.toDepartmentId), toId: row.toDepartmentId, from: formatDay(row.from, locale) })),
    posts: effects.posts.map((row) => ({ id: row.id, name: people.get(row.personId) ?? "", ends: t("posts.ends", { day: formatDay(row.to, locale) }) })),
    withoutHead: effects.successorIds.filter((id) => !posts.some((post) => post.post === "head" && post.departmentId === id)).map((id) => t("noHead", { name: nameOf(id) })),
    products: effects.products.map((row) => ({ id: row.id, name: productName.get(row.id) ?? "", to: row.toId === null ? t("product.archived") : nameOf(row.toId), toId: row.toId })),
    agreements: effects.continued.map((row) => ({ key: row.key, code: row.code, pair: pair(row), from: formatDay(row.versions[0]!.from, locale) })),
    dropped: effects.dropped.map((row) => {
      const agreement = agreements.find((one) => one.id === row.agreementId);
      return { key: row.key, code: row.code, pair: agreement ? pair(agreement) : "", why: t(`dropped.${row.why}`), isChosen: row.why === "chosen" };
    }),
    // Those that collide may be chosen to end, too: they do not stand among those that run on yet.
    endable: [...effects.continued.map((row) => row.key), ...plan.ended.filter((key) => plan.successorIds.some((id) => agreements.some((row) => continuationKey(row.id, id) === key)))],
    closed: effects.closedVersionIds.length > 0 ? t("closed", { count: effects.closedVersionIds.length }) : null,
    tasks: effects.tasks.length > 0 ? t("tasks", { count: effects.tasks.length }) : null,
    groups: [...effects.groupEnds.map((row) => ({ id: `${row.groupId}-${row.departmentId}`, name: groupName(row.groupId), what: t("group.leaves", { name: nameOf(row.departmentId) }) })), ...effects.groupBegins.map((row) => ({ id: `${row.groupId}+${row.departmentId}`, name: groupName(row.groupId), what: t("group.joins", { name: nameOf(row.departmentId) }) }))],
    departments: effects.parents.filter((row) => row.id !== plan.departmentId).map((row) => ({ id: row.id, name: nameOf(row.id), where: row.parentId === null ? t("departments.top") : t("departments.under", { name: nameOf(row.parentId) }) })),
    successors: plan.successorIds.map((id) => ({ value: id, label: nameOf(id) })),
  };
}

export type ShownPreview = Awaited<ReturnType<typeof shownPreview>>;
