import { addDays, DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { answerOccurrence, askOccurrenceChange, type OccurrenceWish } from "#app/operations/change-occurrence.server.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { frequencyLines } from "#app/operations/evaluate-schedules.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { listPlanned } from "#db/queries/occurrences.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

type Side = "provider" | "client";

const CHANGES = [
  { side: "client", answered: false, days: 2, reason: "Планёрка отдела продаж перенесена, отчёт нужен к новой дате. / The sales meeting was moved; we need it for the new date." },
  { side: "provider", answered: true, days: 1, reason: "В этот день банк не работает. / The bank is closed on that day." },
  { side: "client", answered: true, days: 0, reason: "Данные за эту неделю уже вошли в годовой отчёт. / The annual report has these figures already." },
] as const satisfies readonly { readonly side: Side; readonly answered: boolean; readonly days: number; readonly reason: string }[];

/** A move that waits for the demo head, a confirmed one and a waiver: planned deliveries of finance to sales. */
export async function changeSomeDeliveries(ctx: OperationContext, accounts: DemoAccountIds, zoneName: string): Promise<number> {
  const { store, now } = ctx;
  const zone = zoneOf(zoneName);
  const book = await openAgreementBook(store);
  const codeOf = (id: string | null) => book.departments.get(id ?? "")?.code;
  const keys = [...frequencyLines(book)].filter(([, [line]]) => {
    const agreement = book.agreements.get(line!.obligation.agreementId);
    return agreement && codeOf(agreement.providerId) === "FIN" && codeOf(agreement.clientDepartmentId) === "SALES";
  });
  const filter = { keys: keys.map(([key]) => key), view: "upcoming", standing: null, now: now + DAY_MS } as const;
  const rows = await listPlanned(store, filter, false, { limit: 30, offset: 0 });
  const personOf = async (side: Side) => (await findAccount(store, { id: side === "provider" ? accounts.head : accounts.client }))!.personId;
  const people = { provider: await personOf("provider"), client: await personOf("client") };
  let made = 0;
  for (const row of rows) {
    const change = CHANGES[made];
    if (!change) break;
    const other = change.side === "provider" ? "client" : "provider";
    const wish: OccurrenceWish = change.days === 0 ? { type: "waived" } : { type: "moved", date: addDays(localDateOf(zone, row.dueAt), change.days), time: "15:00" };
    const by = (side: Side) => ({ personId: people[side], sides: [side] });
    const acting = (side: Side): OperationContext => ({ ...ctx, actor: { kind: "account", id: side === "provider" ? accounts.head : accounts.client } });
    const asked = await askOccurrenceChange(acting(change.side), { obligationKey: row.obligationKey, date: row.scheduledOn, wish, reason: change.reason, by: by(change.side) });
    if (!asked.ok) continue;
    if (change.answered) await answerOccurrence(acting(other), { obligationKey: row.obligationKey, date: row.scheduledOn, number: asked.value.number, answer: { type: "confirm" }, by: by(other) });
    made += 1;
  }
  return made;
}
