import { parse as parseYaml, stringify } from "yaml";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { isFormat } from "#app/domain/intake/draft-mapping.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { isZone } from "#app/domain/time/zone.ts";
import { mappingFileSchema } from "./mapping-file.ts";

/** A mapping as people write it: YAML that the command line takes as well. */
export const mappingText = (mapping: unknown): string => stringify(mapping, { lineWidth: 160 });

/** Reads a mapping from YAML or JSON; one without a source is given that of the upload. */
export function readMappingText(text: string, source: string): Result<DraftMapping> {
  if (text.trim() === "") return refused("no_mapping");
  const bad = (detail: string) => refused("bad_mapping", { detail: detail.slice(0, 300) });
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 100 });
  } catch (error) {
    return bad((error as Error).message.split("\n")[0]!);
  }
  const parsed = mappingFileSchema.safeParse(value);
  if (!parsed.success) return bad(parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  if (!isZone(parsed.data.dates.zone)) return bad(`dates.zone: ${parsed.data.dates.zone}`);
  if (!isFormat(parsed.data.dates.format)) return bad(`dates.format: ${parsed.data.dates.format}`);
  return ok({ ...parsed.data, source: parsed.data.source ?? source, csv: { ...parsed.data.csv, duplicates: "number" } } as DraftMapping);
}
