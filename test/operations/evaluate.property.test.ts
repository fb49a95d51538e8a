import fc from "fast-check";
import { expect, test } from "vitest";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";

const HOUR = 3_600_000;
const BEGIN = Date.parse("2026-05-04T09:00Z");
/** Instants at which something is brought in and judged; the last one is after the end of June. */
const LOOKS = ["2026-05-11", "2026-05-20", "2026-06-03", "2026-07-06"].map(at);

const hours = (most: number) => fc.integer({ min: 0, max: most }).map((n) => n * HOUR);
const history = fc.record({
  requestedAt: hours(24 * 35).map((ms) => BEGIN + ms),
  product: fc.constantFrom("REPORT", "PAYSLIP"),
  client: fc.constantFrom("SALES", "LEGAL"),
  rest: fc.array(fc.tuple(fc.constantFrom("acknowledged", "paused", "resumed", "delivered", "returned", "accepted", "cancelled"), hours(24 * 20)), { maxLength: 6 }),
});

const tasks = fc.array(history, { minLength: 1, maxLength: 6 }).map((list) =>
  list.map(({ requestedAt, product, client, rest }, i): IncomingTask => ({
    line: i + 2, externalId: `T${i}`, product: { code: product, label: product }, provider: null, client: { code: client, label: client }, title: `Task ${i}`, attributes: {},
    events: [["requested", 0] as const, ...rest].map(([type, after], n) => ({
      key: `${type}${n}`, type: type as "requested", occurredAt: requestedAt + after, sourceOrder: n, payload: type === "paused" ? { reason: "client" } : type === "cancelled" ? { by: "client" as const } : {},
    })),
  })),
);

/** What was known of the tasks at an instant. */
const knownAt = (list: readonly IncomingTask[], now: number): IncomingTask[] =>
  list.map((task) => ({ ...task, events: task.events.filter((event) => event.occurredAt <= now) })).filter((task) => task.events.some((event) => event.type === "requested"));

async function bringIn(store: Store, now: number, list: readonly IncomingTask[]): Promise<void> {
  const ctx = context(store, now);
  await ensurePeriods(ctx);
  await ingestTasks(ctx, { batchId: null, mapping: { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } }, tasks: list, directory: await openDirectory(ctx) });
}

/** Verdicts and tallies by names that both databases share. */
async function figures(store: Store) {
  const names = new Map((await store.q.select().from(store.t.task)).map((row) => [row.id, row.externalId]));
  const codes = new Map((await store.q.select().from(store.t.department)).map((row) => [row.id, row.code]));
  const verdicts = (await store.q.select().from(store.t.verdict)).filter((row) => row.outcome !== "void");
  return {
    verdicts: verdicts.map((row) => [row.obligationKey, names.get(row.taskId ?? ""), row.cycle, row.carry, row.outcome, row.standing, row.state, row.period, row.dueAt, row.decidedAt, row.lateByMs].join(" ")).sort(),
    tallies: (await store.q.select().from(store.t.tally)).filter((row) => row.n !== 0 && row.standing !== "void").map((row) => [row.obligationKey, codes.get(row.recipientId), row.period, row.standing, row.n].join(" ")).sort(),
  };
}

test("brought in and judged bit by bit, or all at once in another order: the same verdicts and tallies, and tallies are their recount", async () => {
  const open = STORES[0]![1];
  await fc.assert(
    fc.asyncProperty(tasks, async (list) => {
      const [a, b] = [await open(), await open()];
      try {
        await Promise.all([tinyCompany(a.store), tinyCompany(b.store)]);
        for (const now of LOOKS) {
          await bringIn(a.store, now, knownAt(list, now));
          await evaluateDue(context(a.store, now));
          expect(await tallyDifferences({ store: a.store })).toEqual([]);
        }
        const last = LOOKS.at(-1)!;
        expect(await evaluateAll(context(a.store, last))).toMatchObject({ changed: 0, corrections: 0 });
        await bringIn(b.store, last, [...knownAt(list, last)].reverse());
        await evaluateAll(context(b.store, last));
        expect(await tallyDifferences({ store: b.store })).toEqual([]);
        expect(await figures(b.store)).toEqual(await figures(a.store));
      } finally {
        await Promise.all([a.dispose(), b.dispose()]);
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
