import { checkLayout, fillLayout, LAYOUT_PARTS } from "#app/domain/document/layout.ts";
import type { DocumentKind, LayoutPart, LayoutRefusal } from "#app/domain/document/layout.ts";
import { LOCALES, type Locale } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { en } from "#app/i18n/en.ts";
import { ru } from "#app/i18n/ru.ts";
import { insertDocumentTexts, loadDocumentTexts } from "#db/queries/document-texts.server.ts";
import type { DocumentTextRow } from "#db/queries/document-texts.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import type { PrintedBlock } from "./printed-document.ts";

/** The words of one part in one language. */
export interface PartWords {
  readonly part: LayoutPart;
  readonly locale: Locale;
  readonly text: string;
}

export interface DocumentWords {
  readonly words: readonly PartWords[];
  /** When the company set its own; null where the portal's stand. */
  readonly ownSince: number | null;
}

/** The words that came with the portal, with their placeholders. */
export const standardText = (kind: DocumentKind, part: LayoutPart, locale: Locale): string => (locale === "ru" ? ru : en).documents[`text.${kind}.${part}`];

const PLACES = LAYOUT_PARTS.flatMap((part) => LOCALES.map((locale) => ({ part, locale })));

/** The words of a document as they hold: the company's own, else the portal's. */
export async function loadDocumentWords(store: Store, kind: DocumentKind): Promise<DocumentWords> {
  const newest = newestOf(await loadDocumentTexts(store, kind));
  const own = [...newest.values()].filter((row) => row.text !== null);
  return {
    words: PLACES.map(({ part, locale }) => ({ part, locale, text: newest.get(`${part}.${locale}`)?.text ?? standardText(kind, part, locale) })),
    ownSince: own.length === 0 ? null : Math.max(...own.map((row) => row.setAt)),
  };
}

function newestOf(rows: readonly DocumentTextRow[]): Map<string, DocumentTextRow> {
  const newest = new Map<string, DocumentTextRow>();
  for (const row of rows) if (!newest.has(`${row.part}.${row.locale}`)) newest.set(`${row.part}.${row.locale}`, row);
  return newest;
}

/** What a document says before and after its tables in one language, with its facts. */
export async function documentBlocks(store: Store, kind: DocumentKind, locale: Locale, facts: Readonly<Record<string, string>>): Promise<Readonly<Record<LayoutPart, readonly PrintedBlock[]>>> {
  const { words } = await loadDocumentWords(store, kind);
  const of = (part: LayoutPart) => fillLayout(words.find((one) => one.part === part && one.locale === locale)!.text, facts).map((text): PrintedBlock => ({ kind: "text", text }));
  return { opening: of("opening"), closing: of("closing") };
}

/** Sets the words of a document; what equals the portal's words goes on following them. The refusal's field is `part.locale`. */
export async function saveDocumentWords(ctx: OperationContext, kind: DocumentKind, accountId: string | null, words: readonly PartWords[]): Promise<Result<null, LayoutRefusal | "changed_meanwhile">> {
  for (const { part, locale, text } of words) {
    const checked = checkLayout(kind, text);
    if (!checked.ok) return { ...checked, field: `${part}.${locale}` };
  }
  return write(ctx, kind, accountId, words.map((one) => ({ ...one, text: isStandard(kind, one) ? null : one.text })));
}

const sameText = (a: string, b: string): boolean => a.replace(/\r\n/g, "\n").trim() === b.trim();
const isStandard = (kind: DocumentKind, { part, locale, text }: PartWords): boolean => sameText(text, standardText(kind, part, locale));

/** Goes back to the portal's words of a document in both languages. */
export const resetDocumentWords = (ctx: OperationContext, kind: DocumentKind, accountId: string | null): Promise<Result<null, "changed_meanwhile">> =>
  write(ctx, kind, accountId, PLACES.map((place) => ({ ...place, text: null })));

async function write(ctx: OperationContext, kind: DocumentKind, accountId: string | null, words: readonly { readonly part: LayoutPart; readonly locale: Locale; readonly text: string | null }[]): Promise<Result<null, "changed_meanwhile">> {
  const { store, now } = ctx;
  const newest = newestOf(await loadDocumentTexts(store, kind));
  const rows = words.flatMap(({ part, locale, text }): DocumentTextRow[] => {
    const before = newest.get(`${part}.${locale}`);
    return (before?.text ?? null) === text ? [] : [{ kind, part, locale, number: (before?.number ?? 0) + 1, text, setBy: accountId, setAt: now }];
  });
  if (rows.length === 0) return ok(null);
  try {
    await store.writeAll((w) => [insertDocumentTexts(store, w, rows)], { at: now, actor: ctx.actor, action: "document_text.edit", entity: "document_text", entityId: kind, details: { parts: rows.map((row) => `${row.part}.${row.locale}`) } });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
