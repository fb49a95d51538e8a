import { nameIn } from "#app/domain/names.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { formatDay } from "#app/format/date.ts";
import { listOf } from "#app/format/list.ts";
import { personName } from "#app/format/person-name.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** A plan in one sentence: what becomes of which department. `former` is the name that it bore when it was planned. */
export function sayPlan(plan: ReorganisationPlan, nameOf: (id: string) => string, locale: Locale, former?: Names): string {
  const t = translateIn(locale, "reorganisation");
  const name = former ? nameIn(former, locale) : nameOf(plan.departmentId);
  if (plan.kind === "rename") return t("what.rename", { name, next: nameIn(plan.name ?? {}, locale) });
  if (plan.kind === "move") return plan.parentId === null ? t("what.move.top", { name }) : t("what.move", { name, parent: nameOf(plan.parentId) });
  return t(`what.${plan.kind}`, { name, successors: listOf(plan.successorIds.map(nameOf), locale) });
}

/** Sentences of what stands in the way, with people, products and departments by their names. */
export async function sayFaults(store: Store, faults: readonly Refused[], nameOf: (id: string) => string, locale: Locale): Promise<{ readonly field: string; readonly text: string; readonly key: string | null }[]> {
  const t = translateIn(locale, "reorganisation");
  const people = new Map((await loadPeople(store, faults.flatMap(({ facts }) => (facts?.["personId"] ? [String(facts["personId"])] : [])))).map((row) => [row.id, personName(row, locale)]));
  return Promise.all(
    faults.map(async ({ code, facts = {}, field }) => {
      const product = facts["productId"] ? await findProduct(store, String(facts["productId"])) : null;
      const values = {
        ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === "string" && readDay(value) !== null ? formatDay(value, locale) : value])),
        ...(product ? { product: nameIn(product.name, locale) } : {}),
        ...(facts["personId"] ? { person: people.get(String(facts["personId"])) ?? "" } : {}),
        ...(facts["departmentId"] ? { department: nameOf(String(facts["departmentId"])) } : {}),
      };
      return { field: field ?? "form", text: t(`fault.${code}` as Key<"reorganisation">, values), key: facts["key"] ? String(facts["key"]) : null };
    }),
  );
}
