import type { Env } from "#app/env.server.ts";
import { checkInvariants } from "#app/operations/check-invariants.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import type { Store } from "#db/store.ts";
import { anchorFile, readAnchors } from "#jobs/audit-anchors.server.ts";
import { WHY } from "#jobs/commands/audit.ts";
import { checkClock } from "./check-files.server.ts";
import type { Finding } from "./finding.ts";

/** What must hold in the rows at any time: audit chain, tallies, answers, closed months and their pay. */
export async function* checkData(store: Store, env: Env, now: number): AsyncGenerator<Finding> {
  const audit = await verifyAudit(store, env.auditKey, readAnchors(anchorFile(env.dataDir)));
  yield {
    check: `audit chain, ${audit.rows} rows, ${audit.anchors} anchors`, fault: audit.broken ? `broken at row ${audit.broken.seq}: ${WHY[audit.broken.why] ?? audit.broken.why}` : null,
    todo: "Keep the file as it is for whoever investigates, and compare it with the backups (concord audit verify).",
  };
  const tallies = await tallyDifferences({ store });
  yield { check: "tallies equal their verdicts", fault: tallies.length === 0 ? null : `${tallies.length} differ, first ${tallies[0]!.obligationKey} ${tallies[0]!.period}`, todo: "The nightly pass puts them right: concord jobs run evaluate-all. Tell whoever maintains Concord." };
  const { doubleAnswers, strayAnswers, closedMonths, differences, clockBehindMs } = await checkInvariants(store, now);
  yield { check: "every answer counts once", fault: doubleAnswers === 0 ? null : `${doubleAnswers} questions have several answers that count`, todo: "Close no month before this is understood. Tell whoever maintains Concord." };
  yield { check: "every answer counts for whom it was asked", fault: strayAnswers === 0 ? null : `${strayAnswers} answers name another subject than their questions`, todo: "Close no month before this is understood. Tell whoever maintains Concord." };
  const [first] = differences;
  yield {
    check: `closed months and their pay, ${closedMonths} computed again`, fault: first === undefined ? null : `${differences.length} differ, first ${first.what} ${first.id}; concord audit verify --period names all`,
    todo: "Pay nothing from these months before this is understood; compare with the backups.",
  };
  yield checkClock(env.dataDir, clockBehindMs, now);
}
