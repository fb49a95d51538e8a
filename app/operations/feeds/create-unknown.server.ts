import { CODE } from "#app/domain/organisation/check-department.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { OperationContext } from "../context.ts";
import { saveDepartment } from "../save-department.server.ts";
import { saveProduct } from "../save-product.server.ts";

/** A value as a code: what a code cannot hold becomes a hyphen. */
export const codeOf = (value: string): string => value.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[^\p{L}\p{N}]+|-+$/gu, "").slice(0, 40);

/**
 * Makes the department or product that a file names and nobody knows, called as the file calls it, and returns its code. Whether the
 * actor may is asked before. Errors `no_code`, `no_new_provider`, `code_taken`.
 */
export async function createUnknown(ctx: OperationContext, thing: { readonly kind: "unknown_product" | "unknown_department"; readonly value: string; readonly providerId: string | null }): Promise<Result<string>> {
  const code = codeOf(thing.value);
  if (!CODE.test(code)) return refused("no_code", { detail: thing.value });
  const label = thing.value.trim().slice(0, 200);
  const name = /[а-яё]/i.test(label) ? { ru: label } : { en: label };
  if (thing.kind === "unknown_department") {
    const made = await saveDepartment(ctx, { id: null, code, name, parentId: null, calendarId: null, isTeam: false });
    return made.ok ? ok(code) : refused(made.faults[0]!.code, { detail: code });
  }
  if (thing.providerId === null) return refused("no_new_provider", { detail: label });
  const made = await saveProduct(ctx, { id: null, code, providerId: thing.providerId, name, kind: "work", description: null, unit: null, ownerId: null, tags: [] });
  return made.ok ? ok(code) : refused(made.faults[0]!.code === "no_provider" ? "no_new_provider" : made.faults[0]!.code, { detail: made.faults[0]!.code === "no_provider" ? label : code });
}
