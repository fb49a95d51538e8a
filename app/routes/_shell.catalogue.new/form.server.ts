import { can } from "#app/domain/access/can.ts";
import { PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { saveProduct } from "#app/operations/save-product.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { idByNumber } from "#app/web/find-by-number.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, namesOf, refuseTyped } from "#app/web/typed-form.server.ts";
import type { ProductDetail } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Sentences of refusals about products. */
export const sayProduct = (locale: Locale) => {
  const t = translateIn(locale, "products");
  return (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(`fault.${code}` as Key<"products">, facts);
};

/** Departments for whose products the viewer may answer. */
export async function ownProviders(store: Store, viewer: Viewer, locale: Locale) {
  return (await loadDepartments(store)).filter((row) => !row.isTeam && can(viewer.actor, "product.edit", { departmentIds: [row.id] })).map((row) => ({ value: row.id, label: nameIn(row.name, locale) }));
}

/** Saves the form of a product, new where `known` is null. */
export async function saveProductForm(values: Readonly<Record<string, string>>, request: Request, context: AppContext, viewer: Viewer, known: ProductDetail | null) {
  const locale = await localeFor(request, context);
  const say = sayProduct(locale);
  const providerId = known?.providerId ?? values["providerId"] ?? "";
  if (!known && !can(viewer.actor, "product.edit", { departmentIds: [providerId] })) return refuseTyped(values, [refused("no_provider", undefined, "providerId")], say, locale);
  const typedOwner = values["ownerId"] ?? "";
  const names = (en: string | undefined, ru: string | undefined) => (en || ru ? namesOf(en, ru) : null);
  const saved = await saveProduct(actingContext(context, viewer), {
    id: known?.id ?? null, code: values["code"] ?? "", providerId, kind: PRODUCT_KINDS.find((kind) => kind === values["kind"]) ?? "work", name: namesOf(values["nameEn"], values["nameRu"]),
    description: names(values["descriptionEn"], values["descriptionRu"]), unit: names(values["unitEn"], values["unitRu"]),
    ownerId: typedOwner === "" ? null : await idByNumber(context.store, typedOwner), tags: tagsOf(values["tags"] ?? ""),
  });
  return saved.ok ? doneTyped(`/catalogue/${saved.productId}`, context) : refuseTyped(values, saved.faults, say, locale);
}

/** Tags of a line, each once. */
const tagsOf = (text: string): string[] => [...new Set(text.split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""))];
