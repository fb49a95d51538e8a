/**
 * `npm run load:spike -- [links] [seconds] [DATA_DIR]`: closing day. So many people open the link of their mail within the time, look at
 * the question and answer it, one after another as the mails reach them. Over a copy of the data folder of a demo company, or over a
 * fresh one. Needs a build. Ends with 1 where a rating was lost or an answer was none.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { readEnv } from "#app/env.server.ts";
import { hashToken, makeLinkToken } from "#app/operations/survey-link.server.ts";
import { newId } from "#db/new-id.server.ts";
import { ended, latencies, serve } from "./load.ts";

const PORT = "3191";
const origin = `http://localhost:${PORT}`;
const [links, seconds, source] = [Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 60), process.argv[4]];

interface Asked {
  readonly id: string;
  readonly token: string;
  readonly csat: number;
}

/** Questions about deliveries of the running month, each in a mail that went out. */
function askMany(dataDir: string): Asked[] {
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"));
  const { appSecret } = readEnv({ DATA_DIR: dataDir });
  const now = Date.now();
  const expiresAt = now + 86_400_000;
  try {
    const about = db
      .prepare("select t.id as taskId, t.provider_id as providerId, t.client_id as clientId, p.month, person.id as personId from task t, period p, person where p.state = 'open' and t.delivered_at >= p.\"from\" and t.delivered_at < p.\"to\" and not exists (select 1 from invitation i where i.task_id = t.id and i.person_id = person.id) order by t.id, person.id limit ?")
      .all(links) as { taskId: string; providerId: string; clientId: string; month: string; personId: string }[];
    if (about.length < links) throw new Error(`there is room for ${about.length} questions only`);
    const insert = db.prepare("insert into invitation (id, survey, person_id, task_id, provider_id, client_id, agreement_id, period, state, token_hash, created_at, sent_at, reminded_at, expires_at) values (?, 'transactional', ?, ?, ?, ?, null, ?, 'open', ?, ?, ?, null, ?)");
    return db.transaction(() =>
      about.map(({ taskId, providerId, clientId, month, personId }, n) => {
        const id = newId();
        const token = makeLinkToken(appSecret, id, expiresAt);
        insert.run(id, personId, taskId, providerId, clientId, month, hashToken(token), now, now, expiresAt);
        return { id, token, csat: 1 + (n % 5) };
      }),
    )();
  } finally {
    db.close();
  }
}

/** The answers that are in the database, by their question. */
function answersIn(dataDir: string): Map<string, number[]> {
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"), { readonly: true });
  const found = new Map<string, number[]>();
  for (const { id, csat } of db.prepare("select invitation_id as id, csat from answer where is_current = 1").all() as { id: string; csat: number }[]) found.set(id, [...(found.get(id) ?? []), csat]);
  db.close();
  return found;
}

const dataDir = mkdtempSync(join(tmpdir(), "concord-spike-"));
try {
  if (source) for (const name of ["keys.json", "concord.sqlite"]) cpSync(join(source, name), join(dataDir, name));
  else spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "" }, stdio: ["ignore", "ignore", "inherit"] });
  const asked = askMany(dataDir);
  const server = await serve({ ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "", NODE_ENV: "production", LOG_LEVEL: "error", PORT });
  const times: number[] = [];
  const errors: Record<string, number> = {};
  const timed = async (what: string, path: string, good: number, cookie = "", form?: Record<string, string>): Promise<Response | null> => {
    const began = performance.now();
    const answer = await fetch(origin + path, { redirect: "manual", headers: { origin, cookie }, ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}) }).then(async (got) => (await got.arrayBuffer(), got), () => null);
    times.push(performance.now() - began);
    if (answer?.status === good) return answer;
    errors[`${what} ${answer?.status ?? "broken off"}`] = (errors[`${what} ${answer?.status ?? "broken off"}`] ?? 0) + 1;
    return null;
  };
  let lastMs = 0;
  const began = performance.now();
  const answer = async ({ token, csat }: Asked): Promise<boolean> => {
    await delay(Math.random() * seconds * 1000);
    const opened = await timed("link", `/rate/${token}?score=${csat}`, 303);
    const path = opened?.headers.get("location");
    const cookie = opened?.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
    if (!path || !cookie || !(await timed("question", path, 200, cookie))) return false;
    const done = await timed("answer", path, 303, cookie, { csat: String(csat), effort: "", comment: csat < 3 ? "Late again" : "" });
    lastMs = Math.max(lastMs, performance.now() - began);
    return done !== null;
  };
  let acknowledged: boolean[] = [];
  try {
    acknowledged = await Promise.all(asked.map(answer));
  } finally {
    server.kill("SIGTERM");
    await ended(server);
  }
  const kept = answersIn(dataDir);
  const isKept = ({ id, csat }: Asked): boolean => kept.get(id)?.length === 1 && kept.get(id)![0] === csat;
  const lost = asked.filter((one, n) => acknowledged[n] && !isKept(one)).length;
  console.log(JSON.stringify({ links, seconds, acknowledged: acknowledged.filter(Boolean).length, lost, lastAnswerAfterSeconds: Math.round(lastMs / 100) / 10, requests: latencies(times), errors }));
  process.exitCode = lost === 0 && Object.keys(errors).length === 0 ? 0 : 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
