import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimJob, failJob, finishJob, recentRuns, renewLease } from "#db/queries/job-ledger.server.ts";
import { claimMails, markFailed, markSent, queueMails } from "#db/queries/outbox.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { NOON, STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const MINUTE = 60_000;

describe.each(STORES)("on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  beforeAll(async () => {
    opened = await open();
    store = opened.store;
    const { person } = store.t;
    await store.writeAll(
      (w) => [
        w.insert(person).values({ id: "p", surname: "A", givenName: "B", patronymic: null, personnelNumber: "001", email: null, locale: "en", zone: "UTC", calendarId: null, style: null, sortKey: "a", archivedAt: null }).returning({ id: person.id }),
      ],
      { at: NOON, actor: { kind: "cli", id: "t" }, action: "person.add", entity: "person", entityId: "p" },
    );
  });
  afterAll(() => opened.dispose());

  describe("the job ledger", () => {
    test("two schedulers at once: one gets the slot", async () => {
      const claims = await Promise.all([1, 2, 3].map(() => claimJob(store, "evaluate", NOON, NOON, MINUTE)));
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    test("an abandoned run is taken again after its lease, with a higher fence", async () => {
      expect(await claimJob(store, "evaluate", NOON, NOON + MINUTE - 1, MINUTE)).toBeNull();
      expect(await claimJob(store, "evaluate", NOON, NOON + MINUTE, MINUTE)).toMatchObject({ attempt: 2, fence: 2 });
    });

    test("a worker with an old fence finishes nothing and renews nothing", async () => {
      const stale = { job: "evaluate", slot: NOON, attempt: 1, fence: 1 };
      await expect(store.writeUnaudited((w) => [finishJob(store, w, stale, NOON, {})])).rejects.toBeInstanceOf(StaleWriteError);
      await expect(store.writeUnaudited((w) => [renewLease(store, w, stale, NOON + 9 * MINUTE)])).rejects.toBeInstanceOf(StaleWriteError);
    });

    test("a finished slot is never claimed again", async () => {
      await store.writeUnaudited((w) => [finishJob(store, w, { job: "evaluate", slot: NOON, attempt: 2, fence: 2 }, NOON + MINUTE, { tasks: 7 })]);
      expect(await claimJob(store, "evaluate", NOON, NOON + 99 * MINUTE, MINUTE)).toBeNull();
      expect((await recentRuns(store, 5, "evaluate"))[0]).toMatchObject({ state: "done", counts: { tasks: 7 } });
    });

    test("a failed run is recorded with its error and retried at its time", async () => {
      const claim = await claimJob(store, "close", NOON, NOON, MINUTE);
      await failJob(store, claim!, NOON, NOON + 5 * MINUTE, "no disk");
      expect((await recentRuns(store, 5, "close"))[0]).toMatchObject({ state: "failed", error: "no disk" });
      expect(await claimJob(store, "close", NOON, NOON + 4 * MINUTE, MINUTE)).toBeNull();
      expect(await claimJob(store, "close", NOON, NOON + 5 * MINUTE, MINUTE)).toMatchObject({ attempt: 2 });
    });
  });

  describe("the outbox", () => {
    const mail = { dedupeKey: "invite:1", template: "invitation", locale: "en", personId: "p", refs: { invitationId: "1" }, notBefore: NOON };

    test("a key queued twice is one mail", async () => {
      await store.writeUnaudited((w) => queueMails(store, w, [mail], NOON));
      await store.writeUnaudited((w) => queueMails(store, w, [mail], NOON));
      const claimed = await claimMails(store, NOON, MINUTE, 10);
      expect(claimed).toHaveLength(1);
      expect(await claimMails(store, NOON, MINUTE, 10)).toEqual([]);
    });

    test("after a crash the lease runs out and the repeat carries the same message id", async () => {
      const [first] = await claimMails(store, NOON + MINUTE, MINUTE, 10);
      const [again] = await claimMails(store, NOON + 2 * MINUTE, MINUTE, 10);
      expect(again!.messageId).toBe(first!.messageId);
    });

    test("a failure backs off and a success ends it", async () => {
      const [taken] = await claimMails(store, NOON + 3 * MINUTE, MINUTE, 10);
      await markFailed(store, taken!, NOON + 3 * MINUTE, "451 try later");
      expect(await claimMails(store, NOON + 3 * MINUTE, MINUTE, 10)).toEqual([]);
      const [retry] = await claimMails(store, NOON + 4 * MINUTE, MINUTE, 10);
      expect(retry).toMatchObject({ attempt: 1 });
      await markSent(store, retry!.id, NOON + 4 * MINUTE);
      expect(await claimMails(store, NOON + 99 * MINUTE, MINUTE, 10)).toEqual([]);
    });
  });
});
