import { watchState } from "#app/domain/relationship/watch.ts";
import { pairOf } from "#app/domain/relationship/meeting.ts";
import { addDays, addMonths, DAY_MS, HOUR_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { decideInMeeting, markAction } from "#app/operations/relationship/decide-in-meeting.server.ts";
import { sayOfWatch } from "#app/operations/relationship/say-of-watch.server.ts";
import { watchDeliveries } from "#app/operations/relationship/watch-deliveries.server.ts";
import { saveMeeting, startMeeting, stepOfMeeting } from "#app/operations/relationship/write-meeting.server.ts";
import { addClientKpi, saveClientProfile } from "#app/operations/save-client-profile.server.ts";
import { saveKpiValue } from "#app/operations/save-kpi-value.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findMeeting } from "#db/queries/meetings.server.ts";
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

interface DemoMeeting {
  readonly pair: readonly [string, string];
  readonly daysAgo: number;
  readonly note: string;
  readonly action: string;
  /** Both sides confirmed, one did, or it is still written. */
  readonly confirmed: 0 | 1 | 2;
}

const MEETINGS: readonly DemoMeeting[] = [
  { pair: ["FIN", "SALES"], daysAgo: 75, note: "Квартал закрыт спокойнее прошлого; счета с ошибками – главная тема.", action: "Проверять реквизиты покупателя до выставления счёта.", confirmed: 2 },
  { pair: ["FIN", "SALES"], daysAgo: 3, note: "Договорились предупреждать о задержках в тот же день.", action: "Сообщить отделу, кому звонить, когда счёт задерживается.", confirmed: 1 },
  { pair: ["IT", "FIN"], daysAgo: 6, note: "Простои учётной системы – в дни закрытия месяца.", action: "Не обновлять систему в последние три дня месяца.", confirmed: 0 },
];

/** Talks that were held: agreed minutes, minutes that wait for the other side, and some that are still written. */
export async function meetInDemo(ctx: OperationContext, zone: string): Promise<number> {
  const today = localDateOf(zoneOf(zone), ctx.now);
  const [departments, posts] = await Promise.all([loadDepartments(ctx.store), loadPosts(ctx.store, today)]);
  const idOf = (code: string) => departments.find((row) => row.code === code)!.id;
  const headOf = (departmentId: string) => posts.find((row) => row.post === "head" && row.departmentId === departmentId)!.personId;
  for (const { pair, daysAgo, note, action, confirmed } of MEETINGS) {
    const then = { ...ctx, now: ctx.now - daysAgo * DAY_MS };
    const heldOn = localDateOf(zoneOf(zone), then.now);
    const sides = [idOf(pair[0]), idOf(pair[1])] as const;
    const heads = [headOf(sides[0]), headOf(sides[1])] as const;
    const begun = must(await startMeeting(then, { departmentIds: sides, heldOn, personId: heads[0] }, zone));
    const ref = { departmentIds: sides, number: begun.value.number };
    const version = async () => (await findMeeting(ctx.store, pairOf(...sides), ref.number))!.rowVersion;
    must(await saveMeeting(then, { ...ref, rowVersion: await version(), heldOn, attendees: heads, note, notes: new Map(), newPoint: "" }, zone));
    must(await decideInMeeting(then, { ...ref, kind: "action", text: action, providerId: "", ownerId: heads[0], dueOn: addDays(heldOn, 21), personId: heads[0], formKey: "" }, zone));
    for (const index of [0, 1].slice(0, confirmed)) must(await stepOfMeeting({ ...then, now: then.now + (index + 1) * HOUR_MS }, { ...ref, rowVersion: await version(), step: "confirm", side: sides[index]!, personId: heads[index]! }, zone));
    if (confirmed === 2) must(await markAction({ ...then, now: then.now + 10 * DAY_MS }, { ...ref, decision: 1, isDone: true, personId: heads[0] }));
  }
  return MEETINGS.length;
}

function must<R extends { readonly ok: boolean }>(done: R): R & { readonly ok: true } {
  if (!done.ok) throw new Error(`demo meeting refused: ${JSON.stringify(done)}`);
  return done as R & { readonly ok: true };
}
