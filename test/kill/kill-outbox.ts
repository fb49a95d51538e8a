import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { SMTPServer } from "smtp-server";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { tinyCompany } from "#test/support/tiny-company.ts";
import { fileHealth } from "./business-content.ts";
import { runWorker, workerEnvironment } from "./killed-worker.ts";

const NOW = Date.UTC(2026, 5, 20, 9);
/** More mails than are sent between two kills, so that none of these falls behind the end. */
const MAILS_A_KILL = 15;
/** A kill at a random point falls into so many ms from the first mail on. */
const WITHIN_MS = 200;

export interface OutboxOutcome {
  readonly kills: number;
  /** Kills while a mail was on its way: taken by the server, and not noted yet. */
  readonly inWindow: number;
  readonly mails: number;
  /** Mails that the server took a second time. */
  readonly repeated: number;
  readonly faults: readonly string[];
}

/**
 * Sends many mails to a real server from a process that is killed with SIGKILL: at random points, when the server has a whole mail and
 * has not answered, and when it just answered. None may be lost, and one comes twice only for a kill, under the same Message-ID.
 */
export async function killOutbox({ kills: wanted }: { readonly kills: number }): Promise<OutboxOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), "concord-kill-outbox-"));
  /** What the server took, by Message-ID: each time what was said in it. */
  const received = new Map<string, string[]>();
  let beforeAnswer: (() => void) | null = null;
  let afterAnswer: (() => void) | null = null;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      let text = "";
      stream.on("data", (part: Buffer) => (text += part.toString("utf8")));
      stream.on("end", () => {
        const id = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? "";
        const said = [/^to: .*$/im, /^subject: .*$/im].map((line) => line.exec(text)?.[0] ?? "").join("\n");
        received.set(id, [...(received.get(id) ?? []), said]);
        beforeAnswer?.();
        done();
        afterAnswer?.();
      });
    },
  });
  // A killed sender leaves its connection.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = { ...workerEnvironment(dataDir), SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
  try {
    const mails = Math.max(30, wanted * MAILS_A_KILL);
    await prepare(env, mails);
    let kills = 0;
    let inWindow = 0;
    for (let start = 0; ; start += 1) {
      const way = (start + 1) % 3;
      const nth = 1 + Math.floor(Math.random() * 10);
      let taken = 0;
      const atNth = (kill: () => void) => () => void ((taken += 1) === nth ? kill() : undefined);
      const arm = (kill: () => void) => {
        if (way === 1) beforeAnswer = atNth(kill);
        if (way === 2) afterAnswer = atNth(kill);
      };
      const ended = kills < wanted ? await runWorker("outbox-worker.ts", [String(start), String(NOW)], env, way === 0 ? Math.random() * WITHIN_MS : undefined, arm) : await runWorker("outbox-worker.ts", [String(start), String(NOW)], env);
      [beforeAnswer, afterAnswer] = [null, null];
      if (!ended.wasKilled) {
        if (!ended.out.includes("done")) throw new Error(`start ${start}: ${ended.out}`);
        break;
      }
      kills += 1;
      if (way !== 0) inWindow += 1;
    }
    return { kills, inWindow, mails, repeated: [...received.values()].reduce((sum, times) => sum + times.length - 1, 0), faults: faultsIn(join(dataDir, "concord.sqlite"), received, mails, kills) };
  } finally {
    await new Promise<void>((resolve) => server.close(resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A small company, and a mail for each of many deliveries. */
async function prepare(variables: NodeJS.ProcessEnv, mails: number): Promise<void> {
  const env = readEnv(variables);
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", NOW);
  const company = await tinyCompany(store);
  const personId = company.people.get("020")!;
  const { t } = store;
  const [product] = await store.q.select({ id: t.product.id, providerId: t.product.providerId }).from(t.product).limit(1);
  const [client] = await store.q.select({ id: t.department.id }).from(t.department).limit(1);
  const between = { providerId: product!.providerId, clientId: client!.id };
  const numbers = Array.from({ length: mails }, (_value, n) => n);
  for (let from = 0; from < mails; from += 200) {
    const some = numbers.slice(from, from + 200);
    await store.writeAll(
      (w) => [
        ...some.map((n) => w.insert(t.task).values({ ...between, id: `t${n}`, source: "kill", externalId: `${n}`, productId: product!.id, requesterId: personId, assigneeId: null, title: `Report ${n}`, searchKey: "", attributes: {}, state: "accepted", requestedAt: NOW, deliveredAt: NOW, acceptUntil: null, dueAt: null, outcome: null, agreementId: null, versionId: null, seq: 1, evaluatedSeq: 1, nextChangeAt: null }).returning({ id: t.task.id })),
        ...some.map((n) => w.insert(t.invitation).values({ ...between, id: `i${n}`, survey: "transactional", personId, taskId: `t${n}`, agreementId: null, period: "2026-06", state: "open", tokenHash: null, createdAt: NOW, sentAt: null, remindedAt: null, expiresAt: NOW + 400 * 86_400_000 }).returning({ id: t.invitation.id })),
        ...queueMails(store, w, some.map((n) => ({ dedupeKey: `invitation:i${n}`, template: "invitation", locale: "en", personId, refs: { invitationId: `i${n}` }, notBefore: NOW })), NOW),
        w.update(t.person).set({ email: "asked@tiny.test" }).returning({ id: t.person.id }),
      ],
      { at: NOW, actor: { kind: "cli", id: "kill-test" }, action: "survey.invite", entity: "invitation", entityId: "kill" },
    );
  }
  await store.close();
}

function faultsIn(file: string, received: ReadonlyMap<string, readonly string[]>, mails: number, kills: number): string[] {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    const count = (sql: string): number => db.prepare(sql).pluck().get() as number;
    const ids = db.prepare("select '<' || message_id || '>' from outbox").pluck().all() as string[];
    const lost = ids.filter((id) => !received.has(id)).length;
    const repeats = [...received.values()].map((times) => times.length - 1).reduce((sum, more) => sum + more, 0);
    const health = fileHealth(file);
    return [
      ...(lost > 0 ? [`${lost} of ${mails} mails lost`] : []),
      ...(received.size > mails ? [`${received.size - mails} mails under other Message-IDs`] : []),
      ...(repeats > kills ? [`${repeats} repeats after ${kills} kills`] : []),
      ...([...received.values()].some((times) => new Set(times).size > 1) ? ["a repeat that says something else"] : []),
      ...(count("select count(*) from outbox where state <> 'sent'") > 0 ? ["mails that are not noted as sent"] : []),
      ...(count("select count(*) from invitation where sent_at is null or token_hash is null") > 0 ? ["questions that are not noted as asked"] : []),
      ...(health.integrity !== "ok" || health.brokenReferences > 0 ? [JSON.stringify(health)] : []),
    ];
  } finally {
    db.close();
  }
}
