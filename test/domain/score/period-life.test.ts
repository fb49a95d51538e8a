import { describe, expect, it } from "vitest";
import type { ActingPerson } from "#app/domain/access/acting-person.ts";
import {
  decidePeriod,
  PERIOD_STATES,
  SEAL_LASTS_MS,
  type PeriodCommand,
  type PeriodLife,
} from "#app/domain/score/period-life.ts";

const CUT_OFF = Date.UTC(2026, 6, 31, 21);
const NOW = CUT_OFF + 3_600_000;
const acting = (personId: string, ...roles: string[]): ActingPerson => ({
  accountId: `${personId}@a`,
  personId,
  roles: roles.map((role) => ({ role, heldSince: 0 })),
});
const ANNA = acting("anna", "arbiter");
const ARTEM = acting("artem", "arbiter");
const HELEN = acting("helen", "hr");
const CLERK = acting("clerk");

const OPEN: PeriodLife = {
  month: "2026-07",
  state: "open",
  cutOffAt: CUT_OFF,
  inputSeq: 41,
  pendingItems: 0,
  previousClosed: true,
  seal: null,
  closed: null,
  refusalReason: null,
};
const REVIEW: PeriodLife = { ...OPEN, state: "review" };
const SEALED: PeriodLife = {
  ...REVIEW,
  state: "sealed",
  seal: { requestedBy: "anna", at: NOW, inputSeq: 41, draftHash: "h1" },
};
const CLOSED: PeriodLife = {
  ...SEALED,
  state: "closed",
  closed: { by: "helen", at: NOW, hash: "h1" },
};
const PERIODS = { open: OPEN, review: REVIEW, sealed: SEALED, closed: CLOSED };

const request = (over = {}): PeriodCommand => ({
  type: "request_close",
  actor: ANNA,
  inputSeq: 41,
  draftHash: "h1",
  ...over,
});
const confirm = (over = {}): PeriodCommand => ({
  type: "confirm_close",
  actor: HELEN,
  inputSeq: 41,
  draftHash: "h1",
  ...over,
});
const refuse = (over = {}): PeriodCommand => ({
  type: "refuse_close",
  actor: HELEN,
  reason: "Two disputes",
  ...over,
});

const outcome = (period: PeriodLife, command: PeriodCommand, now = NOW): string => {
  const result = decidePeriod(period, command, now);
  return result.ok ? result.value.state : result.code;
};

describe("every state and command", () => {
  const commands = {
    cut_off: { type: "cut_off" },
    request_close: request(),
    attach_draft: { type: "attach_draft", draftHash: "h2" },
    confirm_close: confirm(),
    refuse_close: refuse(),
    expire_seal: { type: "expire_seal" },
  } satisfies Record<string, PeriodCommand>;
  const no = "wrong_state";
  const table: Record<(typeof PERIOD_STATES)[number], Record<keyof typeof commands, string>> = {
    open: {
      cut_off: "review",
      request_close: no,
      attach_draft: no,
      confirm_close: no,
      refuse_close: no,
      expire_seal: no,
    },
    review: {
      cut_off: no,
      request_close: "sealed",
      attach_draft: no,
      confirm_close: no,
      refuse_close: no,
      expire_seal: no,
    },
    sealed: {
      cut_off: no,
      request_close: no,
      attach_draft: "sealed",
      confirm_close: "closed",
      refuse_close: "review",
      expire_seal: "not_due_yet",
    },
    closed: {
      cut_off: no,
      request_close: no,
      attach_draft: no,
      confirm_close: no,
      refuse_close: no,
      expire_seal: no,
    },
  };
  for (const state of PERIOD_STATES) {
    it.each(Object.entries(commands))(`${state} + %s`, (name, command) => {
      expect(outcome(PERIODS[state], command)).toBe(table[state][name as keyof typeof commands]);
    });
  }
});

it("the cut-off is an instant", () => {
  expect(outcome(OPEN, { type: "cut_off" }, CUT_OFF - 1)).toBe("not_due_yet");
  expect(outcome(OPEN, { type: "cut_off" }, CUT_OFF)).toBe("review");
});

describe("closing is asked for", () => {
  it.each<[string, PeriodLife, PeriodCommand, string]>([
    ["by the arbiter alone", REVIEW, request({ actor: HELEN }), "not_your_role"],
    [
      "after the month before",
      { ...REVIEW, previousClosed: false },
      request(),
      "previous_month_open",
    ],
    ["when nothing due is pending", { ...REVIEW, pendingItems: 1 }, request(), "items_pending"],
    ["on the inputs as they are", { ...REVIEW, inputSeq: 42 }, request(), "inputs_changed"],
    ["also before the snapshot is ready", REVIEW, request({ draftHash: null }), "sealed"],
  ])("%s", (_, period, command, expected) => expect(outcome(period, command)).toBe(expected));
});

describe("closing is confirmed", () => {
  it.each<[string, PeriodLife, PeriodCommand, string]>([
    ["by another arbiter", SEALED, confirm({ actor: ARTEM }), "closed"],
    ["not by who asked", SEALED, confirm({ actor: ANNA }), "same_person"],
    [
      "not by who asked through another account",
      SEALED,
      confirm({ actor: { ...acting("anna", "hr"), accountId: "second" } }),
      "same_person",
    ],
    ["not by anybody", SEALED, confirm({ actor: CLERK }), "not_your_role"],
    ["for the same snapshot", SEALED, confirm({ draftHash: "h2" }), "draft_changed"],
    [
      "once the snapshot is ready",
      { ...SEALED, seal: { ...SEALED.seal!, draftHash: null } },
      confirm(),
      "draft_not_ready",
    ],
    [
      "on the inputs that were sealed",
      { ...SEALED, inputSeq: 42 },
      confirm({ inputSeq: 42 }),
      "inputs_changed",
    ],
    ["on the inputs that were loaded", SEALED, confirm({ inputSeq: 40 }), "inputs_changed"],
    ["when nothing due is pending", { ...SEALED, pendingItems: 2 }, confirm(), "items_pending"],
    [
      "after the month before",
      { ...SEALED, previousClosed: false },
      confirm(),
      "previous_month_open",
    ],
  ])("%s", (_, period, command, expected) => expect(outcome(period, command)).toBe(expected));

  it("within 48 hours, else the period is in review again", () => {
    const end = NOW + SEAL_LASTS_MS;
    expect(outcome(SEALED, confirm(), end - 1)).toBe("closed");
    expect(outcome(SEALED, confirm(), end)).toBe("seal_expired");
    expect(outcome(SEALED, { type: "attach_draft", draftHash: "h" }, end)).toBe("seal_expired");
    expect(decidePeriod(SEALED, { type: "expire_seal" }, end)).toEqual({ ok: true, value: REVIEW });
  });

  it("keeps who, when and which snapshot", () => {
    expect(decidePeriod(SEALED, confirm(), NOW + 5)).toMatchObject({
      ok: true,
      value: { closed: { by: "helen", at: NOW + 5, hash: "h1" } },
    });
  });
});

describe("closing is refused", () => {
  it.each<[string, PeriodCommand, string]>([
    ["with a reason", refuse({ reason: "" }), "reason_missing"],
    ["by somebody who could confirm", refuse({ actor: CLERK }), "not_your_role"],
    ["or withdrawn by who asked", refuse({ actor: ANNA }), "review"],
  ])("%s", (_, command, expected) => expect(outcome(SEALED, command)).toBe(expected));
});
