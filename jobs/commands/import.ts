import { readFileSync } from "node:fs";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { mappingFileSchema, mappingOf } from "#app/operations/feeds/mapping-file.ts";
import { FeedRefusal } from "#app/operations/feeds/feed-refusal.ts";
import type { FeedRefusalCode } from "#app/operations/feeds/feed-refusal.ts";
import { print, readArgs, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

const HOW = "import FILE --source NAME [--mapping FILE]";

/**
 * `concord import`: a setup file (.yaml, .yml, .json) with departments, products and agreements, or task
 * data (.csv, also .gz) through a mapping. The same file again changes nothing.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, { source: { type: "string" }, mapping: { type: "string" } }, 1, HOW);
  const path = positionals[0]!;
  if (!values.source) throw usage(`Usage: concord ${HOW}`);
  if (/\.(ya?ml|json)$/i.test(path)) return importSetup(path, values.json, io);
  if (!values.mapping) throw usage(`Say with --mapping which column means what. Usage: concord ${HOW}`);
  const file = parseFile(values.mapping, mappingFileSchema);
  const result = await withStore(io, async (ctx) => {
    try {
      return await importFile(ctx, {
        path,
        mapping: mappingOf(file, values.source as string),
        csv: file.csv,
        rowsPerTask: file.rowsPerTask,
        onRows: values.json ? undefined : (rows) => io.err(`${rows} rows read`),
      });
    } catch (error) {
      if (error instanceof FeedRefusal) throw refusal(SENTENCES[error.code](error.detail));
      if ((error as { code?: string }).code === "ENOENT") throw refusal(`There is no file ${path}.`);
      throw error;
    }
  });
  print(io, values.json, { ...result });
}

const SENTENCES: Readonly<Record<FeedRefusalCode, (detail: string) => string>> = {
  empty_file: () => "The file is empty: it has no heading and no rows. Nothing was imported.",
  duplicate_column: (name) => `Two columns are called "${name}". Rename one; nothing was imported.`,
  missing_column: (name) => `The mapping names a column "${name}" that the file does not have. Nothing was imported.`,
  too_many_rows: (most) => `The file has more than ${most} rows.`,
  not_table: () => "The file is no table: neither CSV nor a workbook (.xlsx).",
  old_excel: () => "This is a workbook of Excel 97–2003 (.xls). Save it as .xlsx or CSV.",
  locked_excel: () => "The workbook is locked with a password. Save it without one.",
  broken_zip: () => "The file is damaged: it can't be unpacked to its end.",
  unpacks_too_large: (mb) => `The file unpacks to more than a table of this size holds (${mb} MB at most). Nothing was imported.`,
  no_such_sheet: (name) => `The workbook has no sheet "${name}".`,
  not_csv: (detail) => `The file cannot be read as CSV (${detail}).`,
};

async function importSetup(path: string, asJson: boolean | undefined, io: Io): Promise<void> {
  const setup = parseFile(path, setupSchema);
  const result = await withStore(io, (ctx) => loadSetup(ctx, setup, ctx.env.zone ?? "UTC"));
  if (!result.ok) throw refusal(`${path}: ${result.field ?? ""} ${result.code}${result.facts ? ` ${JSON.stringify(result.facts)}` : ""}. Nothing was loaded.`);
  print(io, asJson, { ...result.value });
}

function parseFile<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw refusal(`There is no file ${path}.`);
  }
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 1000 });
  } catch (error) {
    throw refusal(`${path}: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.slice(0, 10).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw refusal(`${path} cannot be used:\n${faults.join("\n")}`);
  }
  return parsed.data;
}
