import { watchState } from "#app/domain/relationship/watch.ts";
import { addMonths, DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { sayOfWatch } from "#app/operations/relationship/say-of-watch.server.ts";
import { watchDeliveries } from "#app/operations/relationship/watch-deliveries.server.ts";
import { addClientKpi, saveClientProfile } from "#app/operations/save-client-profile.server.ts";
import { saveKpiValue } from "#app/operations/save-kpi-value.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadKpis } from "#db/queries/needs.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { loadProductsOf } from "#db/queries/products.server.ts";
import { loadOpenWatches } from "#db/queries/watches.server.ts";

interface DemoKpi {
  readonly client: string;
  readonly provider: string;
  readonly name: string;
  readonly unit: string;
  readonly target: string;
  readonly isHigherBetter: boolean;
  /** Of the last months, the newest last. */
  readonly values: readonly string[];
}

const KPIS: readonly DemoKpi[] = [
  { client: "SALES", provider: "FIN", name: "Оплачено клиентами в срок", unit: "%", target: "92", isHigherBetter: true, values: ["86.5", "88", "90.2", "89.4", "92.6", "93.1"] },
  { client: "SALES", provider: "FIN", name: "Дней от отгрузки до счёта", unit: "дн.", target: "1.5", isHigherBetter: false, values: ["2.4", "2.1", "2.2", "1.7", "1.6", "1.4"] },
  { client: "FIN", provider: "IT", name: "Простой учётной системы", unit: "ч", target: "4", isHigherBetter: false, values: ["7.5", "3", "5.5", "2", "6", "4.5"] },
  { client: "PROD", provider: "LOG", name: "Простои из-за комплектующих", unit: "ч", target: "10", isHigherBetter: false, values: ["22", "17", "19.5", "12", "13", "9"] },
];

/** What departments make of their relationships besides deliveries: figures of the clients, a profile, and words on what is watched. */
export async function liveRelationships(ctx: OperationContext, zone: string): Promise<void> {
  const today = localDateOf(zoneOf(zone), ctx.now);
  const [departments, posts] = await Promise.all([loadDepartments(ctx.store), loadPosts(ctx.store, today)]);
  const idOf = (code: string) => departments.find((row) => row.code === code)!.id;
  const headOf = (departmentId: string) => posts.find((row) => row.post === "head" && row.departmentId === departmentId)!.personId;
  await describeClients(ctx, today.slice(0, 7), idOf, headOf);
  await watchDeliveries(ctx);
  await sayWords(ctx, [idOf("FIN"), idOf("IT"), idOf("LOG")], headOf);
}

async function describeClients(ctx: OperationContext, month: string, idOf: (code: string) => string, headOf: (id: string) => string): Promise<void> {
  for (const { client, provider, values, ...kpi } of KPIS) {
    const pair = { clientId: idOf(client), providerId: idOf(provider) };
    const [product] = await loadProductsOf(ctx.store, pair.providerId);
    const added = await addClientKpi(ctx, { ...pair, ...kpi, productId: product!.id });
    if (!added.ok) throw new Error(`demo figure refused: ${added.code}`);
    const kpiId = (await loadKpis(ctx.store, pair.clientId, pair.providerId)).find((row) => row.name === kpi.name)!.id;
    for (const [index, value] of values.entries()) {
      const entered = await saveKpiValue(ctx, { ...pair, kpiId, month: addMonths(month, index - values.length), value, note: "", personId: headOf(pair.clientId) });
      if (!entered.ok) throw new Error(`demo figure refused: ${entered.code}`);
    }
  }
  const texts = {
    pains: "Клиент платит только по верному счёту; каждая ошибка сдвигает оплату на неделю.", needs: "Счёт в день отгрузки, отчёт о закрытии до планёрки.",
    expectations: "Предупреждают заранее, если не успевают.", means: "Черновики договоров и адреса передаём сами.",
  };
  const saved = await saveClientProfile(ctx, { clientId: idOf("SALES"), providerId: idOf("FIN"), texts, seen: 0, personId: headOf(idOf("SALES")) });
  if (!saved.ok) throw new Error(`demo profile refused: ${saved.code}`);
}

/** Of each provider the first is said to be on track, the second to come later; about the rest nothing was said yet. */
async function sayWords(ctx: OperationContext, providerIds: readonly string[], headOf: (id: string) => string): Promise<void> {
  for (const providerId of providerIds) {
    const open = (await loadOpenWatches(ctx.store, [providerId])).filter((row) => row.providerId === providerId && watchState(row, ctx.now) !== "void");
    for (const [index, row] of open.slice(0, 2).entries()) {
      const said = index === 0 ? ({ word: "on_track", newAt: null, reason: "" } as const) : ({ word: "at_risk", newAt: row.dueAt + DAY_MS, reason: "Ждём подтверждения от банка, обещают завтра." } as const);
      const done = await sayOfWatch(ctx, { item: row.item, ...said, personId: headOf(providerId) });
      if (!done.ok) throw new Error(`demo word refused: ${done.faults[0]!.code}`);
    }
  }
}
