import nodemailer from "nodemailer";
import { isTrouble } from "#app/domain/schedule/job-health.ts";
import type { Env } from "#app/env.server.ts";
import { readJobStandings } from "#app/operations/job-standings.server.ts";
import { countMails } from "#db/queries/mail-states.server.ts";
import type { Store } from "#db/store.ts";
import type { Finding } from "./finding.ts";

/** Whoever runs the doctor waits for it. */
const TIMEOUTS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 5_000 };

/** Jobs that are late, fail or got stuck; a paused one is somebody's will, and said. */
export async function checkJobs(store: Store, now: number): Promise<Finding> {
  const standings = await readJobStandings(store, now);
  const troubles = standings.filter((one) => isTrouble(one.standing));
  const paused = standings.filter((one) => one.pause !== null);
  const words = troubles.map(({ job, standing, newest }) => `${job} is ${standing}${standing === "failing" && newest?.error ? ` (${newest.error})` : ""}`);
  return { check: `jobs, ${paused.length} paused`, fault: troubles.length === 0 ? null : words.join("; "), todo: "Check that the job process runs (concord jobs --run, or serve without --web); what was missed is caught up by itself." };
}

/** Whether the mail server answers, and what waits. Mails that wait because nobody set a server are no fault. */
export async function checkMail(store: Store, env: Env): Promise<Finding> {
  const { waiting, dead } = await countMails(store);
  const check = `mail, ${waiting} waiting, ${dead} given up${env.smtpUrl ? "" : ", SMTP_URL is not set"}`;
  if (!env.smtpUrl) return { check, fault: null };
  const transport = nodemailer.createTransport({ url: env.smtpUrl, ...TIMEOUTS });
  try {
    await transport.verify();
    return { check, fault: null };
  } catch (error) {
    return { check, fault: `the mail server does not answer as it should (${error instanceof Error ? error.message : String(error)})`, todo: "Check SMTP_URL and the server. Nothing is lost: mails wait and are tried again." };
  } finally {
    transport.close();
  }
}
