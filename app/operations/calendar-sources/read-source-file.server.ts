import { readFile, rm } from "node:fs/promises";
import type { Result } from "#app/domain/refusal.ts";
import { refused } from "#app/domain/refusal.ts";
import { readIcs } from "./read-ics.server.ts";
import type { IcsRefusal, ReadSource } from "./read-ics.server.ts";
import { readProductionJson, readProductionXml } from "./read-production-calendar.server.ts";
import type { ProductionRefusal } from "./read-production-calendar.server.ts";

/** An `.ics`, XML or JSON file, told apart by what it begins with; the file is removed. */
export async function readSourceFile(path: string, from: string, to: string): Promise<Result<ReadSource, IcsRefusal | ProductionRefusal | "file_unknown">> {
  try {
    const text = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
    const start = text.trimStart().slice(0, 20);
    if (/^BEGIN:/i.test(start)) return readIcs(text, from, to);
    if (start.startsWith("<")) return readProductionXml(text);
    if (start.startsWith("{")) return readProductionJson(text);
    return refused("file_unknown");
  } finally {
    await rm(path, { force: true });
  }
}
