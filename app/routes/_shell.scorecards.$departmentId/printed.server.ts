import type { PrintedScorecard } from "#app/operations/printed-scorecard.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { readScorecardDetail } from "./detail.server.ts";

/** The scorecard that an address names, for its documents: the same figures that the page shows to the same eyes. */
export async function readPrinted(request: Request, context: AppContext, viewer: Viewer, departmentId: string): Promise<{ readonly card: PrintedScorecard; readonly fileName: string }> {
  const department = (await loadDepartments(context.store, "all")).find((row) => row.id === departmentId);
  allow(viewer, "scorecard.read", department ? { departmentIds: [department.id] } : null);
  const params = new URL(request.url).searchParams;
  const now = context.now();
  const frame = await readPeriodFrame(context.store, params.get("period"), now);
  const detail = frame && (await readScorecardDetail(context.store, department!, frame, params.get("result") === "pay" ? "pay" : "shown", now, () => false));
  if (!frame || !detail) throw fault(404, "not_found");
  const { which, result, coverageBp, formulaVersion, hash, change, names } = detail;
  return { card: { department: department!.name, period: frame.period, isFinal: frame.isFinal, which, result, coverageBp, formulaVersion, hash, change, names }, fileName: `scorecard-${department!.code}-${frame.period}` };
}
