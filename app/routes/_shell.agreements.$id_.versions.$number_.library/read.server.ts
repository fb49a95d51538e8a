import { LIBRARY_AREAS } from "#app/domain/agreement/library/entry.ts";
import { productOfEntry } from "#app/domain/agreement/library/find-product.ts";
import { adoptEntry, STARTER_LIBRARY } from "#app/domain/agreement/library/starter-library.ts";
import { nameIn } from "#app/domain/names.ts";
import { obligationSentence } from "#app/format/obligation-sentence.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { loadObligationsOf } from "#db/queries/agreement-pages.server.ts";
import type { Store } from "#db/store.ts";
import type { Editor } from "../_shell.agreements.$id_.versions.$number_.obligations.$key/open-editor.server.ts";

/** The library as a draft sees it: each promise as the sentence it would be here, with the product it would speak of. */
export async function readLibrary(store: Store, { agreement, version, speaker, book, isDraft }: Editor, { locale, today, organisation }: PageFacts, mayAddProducts: boolean, wanted: string | null) {
  const there = new Set((await loadObligationsOf(store, { agreementId: agreement.id })).filter((row) => row.versionId === version.id).map((row) => row.name.en));
  const given = [...speaker.products.values()].filter((row) => book.providerIds.has(row.providerId));
  const area = LIBRARY_AREAS.find((one) => one === wanted) ?? areaOf(given.map((row) => row.name));
  const adoption = { dayEnd: organisation?.dayEnd ?? "snap", from: version.from > today ? version.from : today };
  return {
    agreementId: agreement.id, number: version.number, rowVersion: version.rowVersion, isDraft, mayAddProducts, area, areas: [...LIBRARY_AREAS], total: STARTER_LIBRARY.length,
    provider: nameIn(speaker.departments.get(agreement.providerId)?.name ?? {}, locale),
    entries: STARTER_LIBRARY.filter((entry) => entry.area === area).map((entry) => {
      const product = productOfEntry(entry, given);
      const obligation = adoptEntry(entry, product?.id ?? "", adoption);
      const spoken = speaker.speak(agreement, { ...obligation, versionId: version.id, agreementId: agreement.id, kind: entry.kind, floor: obligation.floor ?? null, teamId: null, position: 0 });
      return {
        id: entry.id, kind: entry.kind, name: nameIn(entry.name, locale), product: nameIn(product?.name ?? entry.product.name, locale), hasProduct: product !== null,
        sentence: obligationSentence({ ...spoken, product: nameIn(product?.name ?? entry.product.name, locale) }, locale), isThere: there.has(entry.name.en),
      };
    }),
  };

  function areaOf(names: readonly { readonly en?: string; readonly ru?: string }[]) {
    const known = STARTER_LIBRARY.find((entry) => productOfEntry(entry, names.map((name) => ({ name }))));
    return known?.area ?? LIBRARY_AREAS[0];
  }
}

export type LibraryData = Awaited<ReturnType<typeof readLibrary>>;
