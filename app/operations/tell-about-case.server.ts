import type { CaseAct } from "#app/domain/improvement/decide-case.ts";
import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import type { OperationContext } from "./context.ts";
import type { Notification } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

/** What the other side hears of an act; plans are looked up, not told. */
const NEWS: Readonly<Record<CaseAct, NoticeKind | null>> = { save: null, start: null, hand_over: "case_to_check", confirm: "case_confirmed", reopen: "case_reopened", comment: "case_commented" };

type Told = Pick<CaseRow, "id" | "rowVersion" | "providerId" | "clientId" | "ownerId" | "openedBy">;

/** Whom the provider's side of a case reaches: its owner, else those who answer for the department. */
export const providersOfCase = async (ctx: Pick<OperationContext, "store" | "now">, row: Told): Promise<readonly string[]> => (row.ownerId ? [row.ownerId] : speakersOfDepartment(ctx.store, ctx.now, row.providerId));

/** Whom the client's side reaches: whose rating or word opened it, and those who answer for the client. */
async function clientsOfCase(ctx: OperationContext, row: Told): Promise<readonly string[]> {
  const speakers = row.clientId ? await speakersOfDepartment(ctx.store, ctx.now, row.clientId) : [];
  return [...new Set([...(row.openedBy ? [row.openedBy] : []), ...speakers])];
}

/** Notices of an act to the other side. What a client says goes to the provider, and the other way round; who did it is not told. */
export async function tellAboutCase(ctx: OperationContext, row: Told, act: CaseAct, personId: string): Promise<Notification[]> {
  const kind = NEWS[act];
  if (kind === null) return [];
  const [provider, client] = await Promise.all([providersOfCase(ctx, row), clientsOfCase(ctx, row)]);
  const heard = act === "comment" ? [...new Set([...provider, ...client])] : act === "hand_over" ? client : provider;
  return heard.filter((id) => id !== personId).map((id): Notification => ({ kind, personId: id, refs: { caseId: row.id }, about: `${row.id}:${row.rowVersion}` }));
}
