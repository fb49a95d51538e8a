import { columnOf, draftFaults, isFormat, shapeOf } from "#app/domain/intake/draft-mapping.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { ColumnProfile } from "#app/domain/intake/column-profile.ts";
import { dateReader } from "#app/domain/intake/source-date.ts";
import { TABLE_EVENT_TYPES } from "#app/domain/intake/mapping.ts";
import { suggestMapping } from "#app/domain/intake/suggest-mapping.ts";
import { isZone, zoneOf } from "#app/domain/time/zone.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { EXAMPLE_MAPPINGS } from "#app/operations/feeds/example-mappings.ts";
import type { Look } from "#app/operations/feeds/look-at-file.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { loadUpload } from "#db/queries/import-work.server.ts";
import { offeredMappings } from "#db/queries/saved-mappings.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import type { Store } from "#db/store.ts";

const SHOWN_VALUES = 200;
const READ_BACK = 3;

/** An import that this person may see, with its upload; 404 otherwise. */
export async function openImport(store: Store, actor: Actor, batchId: string) {
  const [batch, upload] = await Promise.all([loadImport(store, batchId), loadUpload(store, batchId)]);
  if (!batch || !maySeeImport(actor, batch)) throw fault(404, "not_found");
  return { batch, upload };
}

/** All that the mapping page shows. */
export async function readMappingPage(store: Store, actor: Actor, batchId: string, locale: Locale) {
  const { batch, upload } = await openImport(store, actor, batchId);
  if (!upload) throw fault(404, "not_found");
  const draft = upload.mapping as DraftMapping;
  const look = upload.look as Look;
  const [departments, products, organisation, saved] = await Promise.all([loadDepartments(store), loadProducts(store), loadOrganisation(store), offeredMappings(store)]);
  const choice = (row: { code: string; name: { en?: string; ru?: string } }) => ({ code: row.code, name: nameIn(row.name, locale) });
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, locale);
  const rights = importRights(actor);
  const zone = organisation?.zone ?? "UTC";
  const by = (name: string | undefined) => look.columns.find((column) => column.name === name);
  const valuesOf = (name: string | undefined) => {
    const column = by(name);
    return column ? { column: column.name, many: column.many, values: column.values.filter(([value]) => !draft.missing.includes(value)).slice(0, SHOWN_VALUES).map(([value, rows]) => ({ value, rows })) } : null;
  };
  const speaking = draft.shape === "event_log" ? draft.log?.activity : draft.status?.column;
  const words = valuesOf(speaking);
  const shownWords = new Set(words?.values.map((one) => one.value) ?? []);
  const offer = suggestMapping(look.columns, look.rows).split;
  return {
    batchId: batch.id,
    isDraft: batch.state === "draft",
    fileName: batch.fileName,
    shape: shapeOf(draft),
    draft,
    faults: draftFaults(draft, look.columns.map((column) => column.name)),
    facts: look.facts,
    rows: look.rows,
    complete: look.complete,
    columns: look.columns.map(({ name, samples, filled, datePct }) => ({ name, samples: samples.slice(0, 3), filled, isDate: datePct >= 50 })),
    fileColumns: look.fileColumns,
    doubles: look.fileColumns.filter((name) => / \(\d+\)$/.test(name) && look.fileColumns.includes(name.replace(/ \(\d+\)$/, ""))),
    preview: look.preview,
    product: valuesOf(columnOf(draft.task.product)),
    client: valuesOf(columnOf(draft.task.client)),
    provider: valuesOf(columnOf(draft.task.provider)),
    words,
    hiddenRules: ((draft.shape === "event_log" ? draft.log?.rules : draft.status?.rules) ?? []).filter((rule) => !shownWords.has(rule.activity)).length,
    emptyWords: [...new Set([...draft.missing, ...suggestMapping(look.columns, look.rows).missing])],
    dates: readBack(draft, look.columns),
    twin: twinOf(draft, look.columns),
    formats: [...new Set(look.columns.flatMap((column) => (column.date ? [column.date.format, ...(column.date.twin ? [column.date.twin] : [])] : [])))],
    split: offer && !draft.split?.some((one) => one.column === offer.column) ? offer : null,
    departments: departments.map(choice).sort(byName),
    products: products.map(choice).sort(byName),
    mayCreate: rights.mayCreate,
    saved: saved.map(({ source, name, version }) => ({ source, name, version })),
    examples: EXAMPLE_MAPPINGS.map(({ key, mapping }) => ({ key, about: mapping.about ?? key })),
    zone,
  };
}

/** Texts of the chosen date columns, read as the draft says. */
function readBack(draft: DraftMapping, columns: readonly ColumnProfile[]) {
  const names = draft.shape === "event_log" ? [draft.log?.at] : [...TABLE_EVENT_TYPES.map((type) => draft.events?.[type]), draft.status?.at];
  const usable = isFormat(draft.dates.format) && isZone(draft.dates.zone);
  const read = usable ? dateReader(draft.dates.format, zoneOf(draft.dates.zone)) : () => null;
  return [...new Set(names)].flatMap((name) => {
    const column = columns.find((one) => one.name === name);
    if (!column) return [];
    const samples = column.samples.filter((text) => !draft.missing.includes(text)).slice(0, READ_BACK);
    return samples.map((text) => ({ column: column.name, text, instant: read(text) }));
  });
}

/** Whether another form, with day and month changed over, reads the chosen columns as well. */
function twinOf(draft: DraftMapping, columns: readonly ColumnProfile[]) {
  const found = readBack(draft, columns);
  const column = columns.find((one) => one.name === found[0]?.column);
  const { date } = column ?? { date: null };
  if (!date?.twin || !found[0]) return null;
  if (draft.dates.format !== date.format && draft.dates.format !== date.twin) return null;
  return { format: draft.dates.format === date.format ? date.twin : date.format, sample: found[0].text, instant: found[0].instant };
}

export type MappingPageData = Awaited<ReturnType<typeof readMappingPage>>;
