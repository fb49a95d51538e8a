import { z } from "zod";
import { HOOK_EVENTS, type HookMapping, pathsOf } from "#app/domain/intake/hook-mapping.ts";
import { LONGEST_PATH, parsePath } from "#app/domain/intake/json-path.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { isZone } from "#app/domain/time/zone.ts";

const path = z.string().min(1).max(LONGEST_PATH);
const paths = z.union([path, z.array(path).min(1).max(10)]);
const text = z.string().min(1).max(500);
const field = z.union([z.strictObject({ value: text }), z.strictObject({ path: paths, map: z.record(text, text).optional(), otherwise: text.optional() })]);
const condition = z.strictObject({ path, is: z.array(text).min(1).max(100).optional() });

/** A hook's mapping as it is written: JSON on the hook's page. */
export const hookMappingSchema = z.strictObject({
  ignore: z.array(z.array(condition).min(1).max(10)).max(20).optional(),
  task: z.strictObject({
    id: field, product: field, client: field, provider: field.optional(), title: field.optional(), requester: field.optional(), assignee: field.optional(),
    attributes: z.record(text, path).optional(),
  }),
  rules: z
    .array(z.strictObject({ when: z.array(condition).max(10), event: z.enum(HOOK_EVENTS), at: z.union([z.literal("received"), paths]), reason: text.optional(), dueAt: path.optional(), each: z.boolean().default(false) }))
    .min(1)
    .max(50),
  zone: z.string().min(1).optional(),
});

/** Reads a mapping. Errors at `mapping`: `bad_json`, `bad_mapping` with the place, `bad_path`, `unknown_zone`. */
export function readHookMapping(written: string): Result<HookMapping> {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch (error) {
    return refused("bad_json", { said: (error as Error).message.slice(0, 100) }, "mapping");
  }
  const parsed = hookMappingSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused("bad_mapping", { place: issue?.path.join(".") || "{}" }, "mapping");
  }
  const mapping = parsed.data as HookMapping;
  const wrong = pathsOf(mapping).find((one) => !parsePath(one.path).ok);
  if (wrong) return refused("bad_path", { place: wrong.field, path: wrong.path }, "mapping");
  if (mapping.zone !== undefined && !isZone(mapping.zone)) return refused("unknown_zone", { zone: mapping.zone }, "mapping");
  return ok(mapping);
}
