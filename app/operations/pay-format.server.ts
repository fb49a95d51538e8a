import { checkPayColumns, DEFAULT_COLUMNS } from "#app/domain/pay/pay-columns.ts";
import type { ColumnsRefusal, PayColumn } from "#app/domain/pay/pay-columns.ts";
import type { ExportProfile } from "#app/domain/pay/pay-file.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findPayFormat, writePayFormat } from "#db/queries/run-files.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** The columns of a payroll format: the company's own, else those of the product. */
export async function payColumnsOf(store: Store, profile: ExportProfile): Promise<readonly PayColumn[]> {
  return (await findPayFormat(store, profile))?.columns ?? DEFAULT_COLUMNS[profile];
}

export interface SavePayFormat {
  readonly profile: ExportProfile;
  readonly columns: readonly PayColumn[];
  readonly accountId: string;
  /** The version that the person saw; 0 = the product's own columns. */
  readonly rowVersion: number;
}

/** Changes the columns of a payroll format. Files that left already stay as they were. */
export async function savePayFormat(ctx: OperationContext, command: SavePayFormat): Promise<Result<null, ColumnsRefusal | "changed_meanwhile">> {
  const { store, now } = ctx;
  const { profile, accountId, rowVersion } = command;
  const columns = command.columns.map(({ field, header }) => ({ field, header: header.trim() }));
  const checked = checkPayColumns(profile, columns);
  if (!checked.ok) return checked;
  try {
    await store.writeAll((w) => [writePayFormat(store, w, { profile, columns, changedBy: accountId, changedAt: now }, rowVersion)], {
      at: now, actor: ctx.actor, action: "pay_format.edit", entity: "pay_format", entityId: profile, details: { columns: columns.map((one) => one.field) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
