import { ok, refused, type Result } from "../refusal.ts";
import { canonicalQuery } from "./list-address.ts";
import { LONGEST_NAME } from "./check-view.ts";
import { MAILED_LISTS, RHYTHMS, type MailedListPath, type MailRhythm } from "./mail-rhythm.ts";

/** Lists by mail of one person. */
export const MOST_MAILS = 20;

export interface TypedMail {
  readonly list: string;
  readonly query: string;
  readonly name: string;
  readonly rhythm: string;
  /** 0 = Monday; read for a weekly mail only. */
  readonly weekday: string;
  /** `HH:MM` on the person's clock. */
  readonly time: string;
}

export interface CheckedMail {
  readonly list: MailedListPath;
  readonly query: string;
  readonly name: string;
  readonly when: MailRhythm;
}

/** An order of a list by mail, as it is kept. */
export function checkMail(typed: TypedMail): Result<CheckedMail, "not_by_mail" | "query_too_long" | "name_missing" | "name_too_long" | "bad_rhythm" | "bad_time"> {
  const list = MAILED_LISTS.find((known) => known === typed.list);
  const query = canonicalQuery(typed.query);
  const name = typed.name.replace(/\s+/g, " ").trim();
  const rhythm = RHYTHMS.find((known) => known === typed.rhythm);
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typed.time);
  const weekday = /^[0-6]$/.test(typed.weekday) ? Number(typed.weekday) : null;
  if (!list) return refused("not_by_mail");
  if (query === null) return refused("query_too_long");
  if (name === "") return refused("name_missing", {}, "name");
  if (name.length > LONGEST_NAME) return refused("name_too_long", { most: LONGEST_NAME }, "name");
  if (!rhythm) return refused("bad_rhythm", {}, "rhythm");
  if (!time) return refused("bad_time", {}, "time");
  const minute = Number(time[1]) * 60 + Number(time[2]);
  if (rhythm !== "weekly") return ok({ list, query, name, when: { rhythm, minute } });
  return weekday === null ? refused("bad_rhythm", {}, "weekday") : ok({ list, query, name, when: { rhythm, weekday, minute } });
}
