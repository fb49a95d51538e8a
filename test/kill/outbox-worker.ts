/**
 * `outbox-worker.ts START NOW`: sends what waits in the outbox, and ends when nothing is left. The kill test starts it as a process of
 * its own, over and over; START is how often it was started before.
 */
import pino from "pino";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { sendMails } from "#jobs/mail/send-mails.server.ts";

const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now());
// What a killed process held is free again when its lease ends: each start comes later than any lease.
const now = Number(process.argv[3]) + Number(process.argv[2]) * 600_000;
process.stdout.write("ready\n");
const sent = await sendMails({ store, now, actor: { kind: "job", id: "send-mails" }, slot: now, env, log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });
await store.close();
process.stdout.write(`done ${JSON.stringify(sent)}\n`);
