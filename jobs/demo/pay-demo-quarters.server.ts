import type { OperationContext } from "#app/operations/context.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

/** Plan, members and the runs of the closed quarters. */
export async function payDemoQuarters(_ctx: OperationContext, _accounts: DemoAccountIds, _months: readonly string[], _say: (line: string) => void): Promise<void> {}
