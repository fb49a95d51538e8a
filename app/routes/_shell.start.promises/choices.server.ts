import { LIBRARY_AREAS } from "#app/domain/agreement/library/entry.ts";
import { STARTER_LIBRARY } from "#app/domain/agreement/library/starter-library.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Departments that may be a party, and the library by area: each promise with its product. */
export async function promiseChoices(store: Store, locale: Locale) {
  const t = translateIn(locale, "library");
  const departments = await loadDepartments(store);
  return {
    departments: departments.filter((row) => row.parentId !== null && !row.isTeam).map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
    areas: LIBRARY_AREAS.map((area) => ({
      area, name: t(`area.${area}`),
      entries: STARTER_LIBRARY.filter((entry) => entry.area === area).map((entry) => ({ id: entry.id, product: nameIn(entry.product.name, locale), name: nameIn(entry.name, locale) })),
    })),
  };
}

export type PromiseChoices = Awaited<ReturnType<typeof promiseChoices>>;
