import { holdsRole, type ActingPerson } from "../access/acting-person.ts";
import { ok, refused, type Refused, type Result } from "../refusal.ts";

export const RUN_STATES = [
  "draft",
  "prepared",
  "submitted",
  "approved",
  "published",
  "exported",
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const APPROVER_ROLES = ["hr", "director"] as const;
export type ApproverRole = (typeof APPROVER_ROLES)[number];

/** The chain of a plan that names none. */
export const DEFAULT_APPROVAL_CHAIN: readonly ApproverRole[] = ["hr", "director"];

/** A role gives no right to approve before it has been held this long. */
export const ROLE_SETTLES_AFTER_MS = 7 * 24 * 3_600_000;

export interface Approval {
  /** `own_lines`: a director for the lines of those who prepared and approved. */
  readonly step: ApproverRole | "own_lines";
  readonly personId: string;
  readonly accountId: string;
  readonly at: number;
}

/** The life of one run. Approvals belong to one content hash and fall with it. */
export interface RunLife {
  readonly state: RunState;
  /** At least one step. */
  readonly chain: readonly ApproverRole[];
  /** For information, not paid: never exported. */
  readonly shadow: boolean;
  /** Are all scorecards that it uses frozen? */
  readonly periodClosed: boolean;
  readonly contentHash: string | null;
  readonly preparedBy: string | null;
  /** Persons with a statement in it. */
  readonly people: readonly string[];
  readonly approvals: readonly Approval[];
  /** Lists of the check that nobody of HR has accepted with a word. */
  readonly openFindings: number;
  /** Why it was sent back last; null after it was prepared anew. */
  readonly returnReason: string | null;
}

export type RunCommand = { readonly actor: ActingPerson } & (
  | { readonly type: "prepare"; readonly contentHash: string; readonly people: readonly string[] }
  | { readonly type: "submit"; readonly contentHash: string }
  | { readonly type: "approve"; readonly contentHash: string }
  | { readonly type: "return"; readonly reason: string }
  | { readonly type: "publish"; readonly contentHash: string }
  | { readonly type: "export"; readonly contentHash: string }
);

export type RunRefusal =
  | "wrong_state"
  | "not_your_role"
  | "period_not_closed"
  | "content_changed"
  | "findings_open"
  | "preparer_cannot_approve"
  | "already_approved"
  | "role_too_new"
  | "reason_missing"
  | "shadow_not_paid";

const ALLOWED: Readonly<Record<RunCommand["type"], readonly RunState[]>> = {
  prepare: ["draft", "prepared"],
  submit: ["prepared"],
  approve: ["submitted"],
  return: ["submitted", "approved"],
  publish: ["approved"],
  export: ["published", "exported"],
};

/** The step that a submitted run waits for; null when nothing is missing. */
export function nextStep(run: RunLife): ApproverRole | "own_lines" | null {
  const inChain = run.approvals.filter((approval) => approval.step !== "own_lines").length;
  const role = run.chain[inChain];
  if (role !== undefined) return role;
  const settled = run.approvals.some((approval) => approval.step === "own_lines");
  const involved = [run.preparedBy, ...run.approvals.map((approval) => approval.personId)];
  const paysThem = involved.some((personId) => personId !== null && run.people.includes(personId));
  return paysThem && !settled ? "own_lines" : null;
}

/**
 * Four eyes over a run (design.md section 8): HR prepares, looks at what was found and submits; the steps of the plan's chain approve
 * in order what they saw; the lines of preparer and approvers need a director who is none of them;
 * then HR publishes and exports. Returns the next life of the run or a refusal.
 */
export function decideRun(
  run: RunLife,
  command: RunCommand,
  now: number
): Result<RunLife, RunRefusal> {
  if (!ALLOWED[command.type].includes(run.state))
    return refused("wrong_state", { state: run.state });
  switch (command.type) {
    case "prepare":
      if (!holdsRole(command.actor, "hr", now)) return refused("not_your_role");
      if (!run.periodClosed) return refused("period_not_closed");
      return ok({
        ...run,
        state: "prepared",
        contentHash: command.contentHash,
        preparedBy: command.actor.personId,
        people: command.people,
        approvals: [],
        returnReason: null,
      });
    case "submit":
      return ifHr(run, command, now) ?? ifLookedAt(run) ?? ok({ ...run, state: "submitted", approvals: [] });
    case "approve":
      return approve(run, command, now);
    case "return":
      return sendBack(run, command, now);
    case "publish":
      return ifHr(run, command, now) ?? ok({ ...run, state: "published" });
    case "export":
      if (run.shadow) return refused("shadow_not_paid");
      return ifHr(run, command, now) ?? ok({ ...run, state: "exported" });
  }
}

type WithHash = Extract<RunCommand, { contentHash: string }>;

/** The refusal of a step that any HR takes on the content as it is, else null. */
function ifHr(run: RunLife, command: WithHash, now: number): Refused<RunRefusal> | null {
  if (!holdsRole(command.actor, "hr", now)) return refused("not_your_role");
  if (command.contentHash !== run.contentHash) return refused("content_changed");
  return null;
}

/** The refusal of a run whose lists nobody has looked at, else null. */
const ifLookedAt = (run: RunLife): Refused<RunRefusal> | null =>
  run.openFindings > 0 ? refused("findings_open", { lists: run.openFindings }) : null;

function approve(run: RunLife, command: WithHash, now: number): Result<RunLife, RunRefusal> {
  const step = nextStep(run);
  if (step === null) return refused("wrong_state", { state: run.state });
  const { personId, accountId } = command.actor;
  const refusal = mayNotApprove(run, command.actor, step, now);
  if (refusal !== null) return refusal;
  if (command.contentHash !== run.contentHash) return refused("content_changed");
  const approvals = [...run.approvals, { step, personId, accountId, at: now }];
  const approved: RunLife = { ...run, approvals };
  return ok(nextStep(approved) === null ? { ...approved, state: "approved" } : approved);
}

function mayNotApprove(
  run: RunLife,
  actor: ActingPerson,
  step: ApproverRole | "own_lines",
  now: number
): Refused<RunRefusal> | null {
  const role = step === "own_lines" ? "director" : step;
  if (!holdsRole(actor, role, now)) return refused("not_your_role", { role });
  if (actor.personId === run.preparedBy) return refused("preparer_cannot_approve");
  if (run.approvals.some((approval) => approval.personId === actor.personId)) {
    return refused("already_approved");
  }
  if (!holdsRole(actor, role, now, ROLE_SETTLES_AFTER_MS)) return refused("role_too_new", { role });
  return null;
}

/** Whoever may take the waiting step, or any HR or director once it is approved, may send it back. */
function sendBack(
  run: RunLife,
  command: Extract<RunCommand, { type: "return" }>,
  now: number
): Result<RunLife, RunRefusal> {
  const approver = APPROVER_ROLES.some((role) => holdsRole(command.actor, role, now));
  if (!approver) return refused("not_your_role");
  if (command.reason.trim() === "") return refused("reason_missing");
  return ok({ ...run, state: "prepared", approvals: [], returnReason: command.reason });
}
