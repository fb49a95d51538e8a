import { isRepeatedBreach } from "#app/domain/improvement/repeated-breach.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import { insertCase, loadCasesAbout } from "#db/queries/cases.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { loadBrokenLines, loadNewestJudged } from "#db/queries/repeated-breaches.server.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import { findLateLine } from "./explain-lateness.server.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { tellHooks } from "./hooks/tell-hooks.server.ts";
import { newCase } from "./new-case.server.ts";

/** A trouble is news when a promise was broken in this month or the one before; deliveries of a year are looked at. */
const NEWS_MONTHS = 2;
const LOOK_BACK_MONTHS = 12;

/**
 * Opens a case for each scored line whose newest deliveries broke the promise so often as the policy says. A line with an open case gets
 * no second one; after a confirmed case only what fell due since counts. A second run finds nothing to open.
 */
export async function openCasesOfRepeatedBreaches(ctx: OperationContext): Promise<{ readonly opened: number }> {
  const { store, now } = ctx;
  const follow = await openFollowUpBook(store);
  const { repeat } = follow.policy;
  const month = localDateOf(follow.zone, now).slice(0, 7);
  const back = (n: number) => Array.from({ length: n }, (_, i) => addMonths(month, -i));
  const keys = await loadBrokenLines(store, back(NEWS_MONTHS));
  if (keys.length === 0) return { opened: 0 };
  const book = await openAgreementBook(store);
  const cases: CaseRow[] = [];
  for (const key of keys) {
    const line = findLateLine(book, key);
    if (!line || line.obligation.mode === "observe") continue;
    const before = (await loadCasesAbout(store, { obligationKey: key })).filter((row) => row.origin === "line" || row.origin === "repeat");
    if (before.some((row) => row.state !== "confirmed")) continue;
    const since = Math.max(0, ...before.map((row) => row.confirmedAt ?? 0));
    if (!isRepeatedBreach(await loadNewestJudged(store, key, back(LOOK_BACK_MONTHS), since, repeat.of), repeat)) continue;
    const { providerId, clientId, obligation } = line;
    cases.push(newCase(follow, { origin: "repeat", dedupeKey: `repeat:${key}:${since}`, providerId, clientId, obligationKey: key, problem: "", lineName: obligation.name, openedBy: null }, now));
  }
  if (cases.length === 0) return { opened: 0 };
  const tell = await tellHooks(store, cases.map((row) => ({ happening: "case_opened" as const, about: row.dedupeKey, refs: { caseId: row.id }, departmentIds: [row.providerId, ...(row.clientId ? [row.clientId] : [])] })), now);
  await store.writeAll((w) => [...cases.flatMap((row) => insertCase(store, w, row)), ...tell(w)], {
    at: now, actor: ctx.actor, action: "case.open", entity: "improvement_case", entityId: cases[0]!.id, rows: cases.length, details: { keys: cases.map((row) => row.dedupeKey) },
  });
  return { opened: cases.length };
}
