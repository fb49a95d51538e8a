import { describe, expect, it } from "vitest";
import type { ActingPerson } from "#app/domain/access/acting-person.ts";
import {
  decideRun,
  DEFAULT_APPROVAL_CHAIN,
  nextStep,
  RUN_STATES,
  type RunCommand,
  type RunLife,
} from "#app/domain/pay/approve-run.ts";

const NOW = Date.UTC(2026, 9, 6, 9);
const DAY_MS = 86_400_000;

const acting = (personId: string, ...roles: string[]): ActingPerson => ({
  accountId: `${personId}@a`,
  personId,
  roles: roles.map((role) => ({ role, heldSince: NOW - 30 * DAY_MS })),
});
const HELEN = acting("helen", "hr");
const HUGO = acting("hugo", "hr");
const DORA = acting("dora", "director");
const DIMA = acting("dima", "director");
const CLERK = acting("clerk");

const DRAFT: RunLife = {
  state: "draft",
  chain: DEFAULT_APPROVAL_CHAIN,
  shadow: false,
  periodClosed: true,
  contentHash: null,
  preparedBy: null,
  people: [],
  approvals: [],
  openFindings: 0,
  returnReason: null,
};
const PEOPLE = ["worker", "other"];

/** Applies commands that must all be allowed. */
function after(...commands: RunCommand[]): RunLife {
  return commands.reduce((run, command) => {
    const result = decideRun(run, command, NOW);
    if (!result.ok) throw new Error(`${command.type}: ${result.code}`);
    return result.value;
  }, DRAFT);
}
const prepare = (actor: ActingPerson, people: readonly string[] = PEOPLE): RunCommand => ({
  type: "prepare",
  actor,
  contentHash: "h1",
  people,
});
const submit: RunCommand = { type: "submit", actor: HELEN, contentHash: "h1" };
const approve = (actor: ActingPerson, contentHash = "h1"): RunCommand => ({
  type: "approve",
  actor,
  contentHash,
});
const publish: RunCommand = { type: "publish", actor: HELEN, contentHash: "h1" };
const exportIt: RunCommand = { type: "export", actor: HELEN, contentHash: "h1" };
const sendBack: RunCommand = { type: "return", actor: DORA, reason: "Check segment 2" };

const RUNS = {
  draft: DRAFT,
  prepared: after(prepare(HELEN)),
  submitted: after(prepare(HELEN), submit),
  approved: after(prepare(HELEN), submit, approve(HUGO), approve(DORA)),
  published: after(prepare(HELEN), submit, approve(HUGO), approve(DORA), publish),
  exported: after(prepare(HELEN), submit, approve(HUGO), approve(DORA), publish, exportIt),
};

const outcome = (run: RunLife, command: RunCommand, now = NOW): string => {
  const result = decideRun(run, command, now);
  return result.ok ? result.value.state : result.code;
};

describe("every state and command", () => {
  const commands = {
    prepare: prepare(HELEN),
    submit,
    approve: approve(HUGO),
    return: sendBack,
    publish,
    export: exportIt,
  };
  const table: Record<(typeof RUN_STATES)[number], Record<keyof typeof commands, string>> = {
    draft: {
      prepare: "prepared",
      submit: "wrong_state",
      approve: "wrong_state",
      return: "wrong_state",
      publish: "wrong_state",
      export: "wrong_state",
    },
    prepared: {
      prepare: "prepared",
      submit: "submitted",
      approve: "wrong_state",
      return: "wrong_state",
      publish: "wrong_state",
      export: "wrong_state",
    },
    submitted: {
      prepare: "wrong_state",
      submit: "wrong_state",
      approve: "submitted",
      return: "prepared",
      publish: "wrong_state",
      export: "wrong_state",
    },
    approved: {
      prepare: "wrong_state",
      submit: "wrong_state",
      approve: "wrong_state",
      return: "prepared",
      publish: "published",
      export: "wrong_state",
    },
    published: {
      prepare: "wrong_state",
      submit: "wrong_state",
      approve: "wrong_state",
      return: "wrong_state",
      publish: "wrong_state",
      export: "exported",
    },
    exported: {
      prepare: "wrong_state",
      submit: "wrong_state",
      approve: "wrong_state",
      return: "wrong_state",
      publish: "wrong_state",
      export: "exported",
    },
  };
  for (const state of RUN_STATES) {
    it.each(Object.entries(commands))(`${state} + %s`, (name, command) => {
      expect(RUNS[state].state).toBe(state);
      expect(outcome(RUNS[state], command)).toBe(table[state][name as keyof typeof commands]);
    });
  }
});

describe("who may approve", () => {
  const waiting = RUNS.submitted;
  const young: ActingPerson = { ...HUGO, roles: [{ role: "hr", heldSince: NOW - 7 * DAY_MS + 1 }] };
  const settled: ActingPerson = { ...HUGO, roles: [{ role: "hr", heldSince: NOW - 7 * DAY_MS }] };
  it.each<[string, RunCommand, string]>([
    ["the first step is HR's, not the director's", approve(DORA), "not_your_role"],
    ["nobody without the role", approve(CLERK), "not_your_role"],
    ["not the preparer", approve(HELEN), "preparer_cannot_approve"],
    [
      "not the preparer by another account",
      approve({ ...HELEN, accountId: "second" }),
      "preparer_cannot_approve",
    ],
    ["not by a role of less than 7 days", approve(young), "role_too_new"],
    ["by a role of 7 days", approve(settled), "submitted"],
    ["not what has changed meanwhile", approve(HUGO, "h0"), "content_changed"],
  ])("%s", (_, command, expected) => expect(outcome(waiting, command)).toBe(expected));

  it("nobody approves two steps, whatever roles and accounts", () => {
    const both = acting("hugo", "hr", "director");
    const run = after(prepare(HELEN), submit, approve(both));
    expect(outcome(run, approve({ ...both, accountId: "second" }))).toBe("already_approved");
  });

  it("the chain may be the plan's own", () => {
    const run: RunLife = { ...RUNS.submitted, chain: ["director"] };
    expect(nextStep(run)).toBe("director");
    expect(outcome(run, approve(DORA))).toBe("approved");
  });
});

describe("lines of those who prepare and approve", () => {
  it.each([
    ["the preparer", ["helen", "worker"]],
    ["the first approver", ["hugo"]],
    ["the director who approved", ["dora"]],
  ])("of %s need a director who is none of them", (_, people) => {
    const run = after(prepare(HELEN, people), submit, approve(HUGO), approve(DORA));
    expect(run.state).toBe("submitted");
    expect(nextStep(run)).toBe("own_lines");
    expect(outcome(run, approve(DORA))).toBe("already_approved");
    expect(outcome(run, approve(acting("helen", "director")))).toBe("preparer_cannot_approve");
    expect(outcome(run, approve(acting("henry", "hr")))).toBe("not_your_role");
    expect(outcome(run, approve(DIMA))).toBe("approved");
  });
});

describe("a run", () => {
  it("is prepared and published by HR alone", () => {
    expect(outcome(DRAFT, prepare(DORA))).toBe("not_your_role");
    expect(outcome(RUNS.prepared, { ...submit, actor: DORA })).toBe("not_your_role");
    expect(outcome(RUNS.approved, { ...publish, actor: CLERK })).toBe("not_your_role");
  });
  it("waits for closed scorecards", () => {
    expect(outcome({ ...DRAFT, periodClosed: false }, prepare(HELEN))).toBe("period_not_closed");
  });
  it("loses its approvals when it is sent back, and needs a reason for that", () => {
    expect(outcome(RUNS.approved, { type: "return", actor: DORA, reason: " " })).toBe(
      "reason_missing"
    );
    expect(outcome(RUNS.approved, { type: "return", actor: CLERK, reason: "no" })).toBe(
      "not_your_role"
    );
    const result = decideRun(RUNS.approved, sendBack, NOW);
    expect(result).toMatchObject({
      ok: true,
      value: { approvals: [], returnReason: "Check segment 2" },
    });
  });
  it("is published and exported only as it was approved", () => {
    expect(outcome(RUNS.prepared, { type: "submit", actor: HELEN, contentHash: "h0" })).toBe(
      "content_changed"
    );
    expect(outcome(RUNS.approved, { type: "publish", actor: HELEN, contentHash: "h0" })).toBe(
      "content_changed"
    );
    expect(outcome(RUNS.published, { type: "export", actor: HELEN, contentHash: "h0" })).toBe(
      "content_changed"
    );
  });
  it("for information is never exported", () => {
    expect(outcome({ ...RUNS.published, shadow: true }, exportIt)).toBe("shadow_not_paid");
  });
});
