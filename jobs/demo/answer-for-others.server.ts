import type { OperationContext } from "#app/operations/context.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import { loadOpenInvitations } from "#db/queries/ratings.server.ts";

const PEOPLE = 3;
const PAUSE_MS = 90_000;
/** A documentation address (RFC 5737). */
const ADDRESS = "192.0.2.7";

/** Three colleagues praise one provider from one machine within minutes: what the fairness check asks the officer to look at. */
export async function answerForOthers(ctx: OperationContext, personIds: readonly string[]): Promise<void> {
  const open = (await Promise.all(personIds.map((id) => loadOpenInvitations(ctx.store, id, ctx.now)))).flat();
  const pairs = groupBy(open, (row) => `${row.providerId} ${row.clientId}`);
  for (const rows of pairs.values()) {
    const perPerson = [...groupBy(rows, (row) => row.personId).values()].map((own) => own[0]!);
    if (perPerson.length < PEOPLE) continue;
    for (const [n, { id }] of perPerson.slice(0, PEOPLE).entries()) {
      await recordAnswer({ store: ctx.store, now: ctx.now - (PEOPLE - n) * PAUSE_MS, actor: { kind: "link", id, address: ADDRESS } }, { invitationId: id, csat: 5, effort: 5, reasons: [], comment: "", statisticsOnly: false });
    }
    return;
  }
}
