import { addDays, dateOfDay } from "#app/domain/time/local-date.ts";
import { localDateOf, localDayOf, zoneOf } from "#app/domain/time/zone.ts";
import { nextPayPeriod } from "#app/domain/agreement/check-dates.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { saveDraftInput, saveDraftObligation } from "#app/operations/draft-agreement.server.ts";
import { negotiate, propose } from "#app/operations/negotiate.server.ts";
import { toObligation } from "#app/operations/negotiation-state.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { listAgreements, loadObligationsOf, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

/**
 * Sales asks finance for a tighter text of their agreement: one proposal that waits for the demo head. The
 * days follow from the agreement in force, so that it can be answered whenever the company is loaded.
 */
export async function negotiateDemo(ctx: OperationContext, accounts: DemoAccountIds, zoneName: string): Promise<boolean> {
  const { store } = ctx;
  const zone = zoneOf(zoneName);
  const departments = await loadDepartments(store);
  const [providerId, clientId] = ["FIN", "SALES"].map((code) => departments.find((row) => row.code === code)?.id);
  if (!providerId || !clientId) return false;
  const agreement = (await listAgreements(store, { side: "given", departmentIds: [providerId] })).find((row) => row.clientDepartmentId === clientId);
  const newest = agreement ? (await loadVersionHeads(store, [agreement.id])).at(-1) : undefined;
  if (!agreement || !newest) return false;

  // Two days ago: the answer is due soon, not today.
  const begun = { ...ctx, now: ctx.now - 2 * 86_400_000, actor: { kind: "account", id: accounts.client } } as const;
  const today = dateOfDay(localDayOf(zone, begun.now));
  const draft = await startDraft(begun, { providerId, client: { kind: "department", id: clientId }, side: "client", basedOnVersionId: newest.id });
  if (!draft.ok) return false;
  const { versionId } = draft.value;
  let rowVersion = 1;
  const row = (await loadObligationsOf(store, { agreementId: agreement.id })).find((one) => one.versionId === versionId && one.target.type === "share" && one.target.bp < 9700);
  if (row && row.target.type === "share") {
    const saved = await saveDraftObligation(begun, { versionId, rowVersion, obligation: { ...toObligation(row), target: { type: "share", bp: row.target.bp + 200 } }, previousKey: row.key });
    if (saved.ok) ({ rowVersion } = saved.value);
  }
  const input = await saveDraftInput(begun, {
    versionId, rowVersion,
    input: { key: "", name: { en: "Signed acts of the month", ru: "Подписанные акты за месяц" }, due: "3-й рабочий день месяца, 12:00 / 3rd working day of the month, 12:00" },
  });
  if (input.ok) ({ rowVersion } = input.value);
  const from = nextPayPeriod(newest.from > today ? newest.from : today, "quarter");
  const proposed = await propose(begun, { versionId, rowVersion, from, to: null, answerBy: addDays(localDateOf(zone, ctx.now), 4) < from ? addDays(localDateOf(zone, ctx.now), 4) : addDays(from, -1), reason: "", signs: true });
  if (!proposed.ok) return false;
  await negotiate(begun, { versionId, rowVersion: null, step: { type: "comment", text: "Отделу продаж закрывают месяц по этим отчётам: два процента решают. / Sales closes its month on these reports: two points matter.", target: row ? `obligation:${row.key}` : null } });
  return true;
}
