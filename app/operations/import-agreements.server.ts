import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Locale } from "#app/domain/names.ts";
import { ok, type Result } from "#app/domain/refusal.ts";
import type { OperationContext } from "./context.ts";
import { loadSetup, type SetupCounts } from "./load-setup.server.ts";
import { setupSchema } from "./setup-file.ts";

/** One fault of the text: where it is, and what is wrong. */
export interface ImportFault {
  /** Place in the text as `agreements.0.versions.0.from`; empty for the text as a whole. */
  readonly path: string;
  /** Line in the text, from 1; null where the place is not in it. */
  readonly line: number | null;
  /** A refusal's code with its facts, or a sentence of the reader in the wanted language. */
  readonly code: string;
  readonly message: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Only what an arbiter may bring: agreements and the products that they speak of, never people or departments. */
const agreementsSchema = setupSchema.pick({ agreements: true, products: true });
const MOST_FAULTS = 20;

/**
 * Loads agreements written as YAML or JSON, in the form of the setup file. All of it or nothing: a fault refuses the whole text, each
 * with its place. Agreements whose code is there already are left as they are.
 */
export async function importAgreements(ctx: OperationContext, text: string, locale: Locale): Promise<Result<SetupCounts> | { readonly ok: false; readonly faults: readonly ImportFault[] }> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, maxAliasCount: 100, schema: "core" } as Parameters<typeof parseDocument>[1]);
  if (document.errors.length > 0) {
    return { ok: false, faults: document.errors.slice(0, MOST_FAULTS).map((error) => ({ path: "", line: error.linePos?.[0].line ?? null, code: "yaml", message: error.message.split("\n")[0] ?? "", facts: {} })) };
  }
  const lineOf = (path: readonly PropertyKey[]): number | null => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  const errorMap = locale === "ru" ? z.locales.ru().localeError : z.locales.en().localeError;
  const parsed = agreementsSchema.safeParse(document.toJS() ?? {}, { error: errorMap });
  if (!parsed.success) {
    return { ok: false, faults: parsed.error.issues.slice(0, MOST_FAULTS).map((issue) => ({ path: issue.path.join("."), line: lineOf(issue.path), code: "shape", message: issue.message, facts: {} })) };
  }
  const setup = setupSchema.parse({ ...(document.toJS() as object) });
  const loaded = await loadSetup(ctx, setup, "UTC");
  if (loaded.ok) return ok(loaded.value);
  const path = (loaded.field ?? "").split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return { ok: false, faults: [{ path: loaded.field ?? "", line: lineOf(path), code: loaded.code, message: null, facts: loaded.facts ?? {} }] };
}
