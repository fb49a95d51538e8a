import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { Duration, TimingTerms } from "#app/domain/agreement/terms.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { ClockInterval } from "#app/domain/calendar/calendar-spec.ts";
import { evaluateTask } from "#app/domain/evaluation/evaluate-task.ts";
import type { TaskEvent, TaskEventType } from "#app/domain/evaluation/task-event.ts";

/** Published figures about real work; the data stay outside the project. */
const DATA = new URL("../../../../shared/data/", import.meta.url);
const rows = (name: string): Record<string, string>[] => {
  const bytes = readFileSync(new URL(name, DATA));
  const text = name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  return parse(text, { columns: true, bom: true, trim: true });
};

const wholeDay: ClockInterval[] = [["00:00", "24:00"]];
const weekdays = { mon: wholeDay, tue: wholeDay, wed: wholeDay, thu: wholeDay, fri: wholeDay };
const terms = (duration: Duration): TimingTerms => ({
  kind: "timing",
  calendar: "provider",
  acceptance: { unit: "working_days", n: 5, end: "snap" },
  missingMeasure: "not_conforming",
  start: "requested",
  due: { type: "within", duration },
  pauseReasons: [],
  rework: "own_clock",
});
const event = (type: TaskEventType, occurredAt: number, sourceOrder: number): TaskEvent => ({
  id: `e${sourceOrder}`, type, occurredAt, receivedAt: occurredAt, sourceOrder, payload: {},
});

describe.skipIf(!existsSync(DATA))("published figures (skipped, no data)", () => {
  test("an IT desk: 71 met and 32 missed of 103 closed, 501 of 562 open past due", () => {
    const sla = new Map(rows("support-desk/input_01.csv").map((r) => [r["Department"]!, Number(r["SLA Agreement"])]));
    const tickets = new Map<string, { department: string; events: TaskEvent[] }>();
    for (const file of ["input_02.csv", "input_03.csv", "input_04.csv"]) {
      for (const row of rows(`support-desk/${file}`)) {
        const [id, department] = row["Ticket"]!.split(" / ") as [string, string];
        const ticket = tickets.get(id) ?? { department, events: [] };
        tickets.set(id, ticket);
        const status = row["Status Name"];
        const type = status === "Logged" ? "requested" : status === "Closed" ? "delivered" : "assigned";
        ticket.events.push(event(type, Date.parse(`${row["Timestamp"]!.replace(" ", "T")}Z`), Number(row["Status No."])));
      }
    }
    const calendar = compileCalendar({ tz: "Etc/UTC", weekly: weekdays });
    const asOf = Date.parse("2020-03-15T23:09:17Z");
    const count = (duration: (days: number) => Duration) => {
      const tally: Record<string, number> = {};
      for (const { department, events } of tickets.values()) {
        const obligation = { terms: terms(duration(sla.get(department)!)) };
        const [verdict] = evaluateTask({ obligation, events, calendar, zone: "Etc/UTC", asOf });
        const late = verdict!.outcome === "breached" || verdict!.outcome === "met" ? verdict!.outcome : "open";
        const key = `${verdict!.state === "done" ? "closed" : "open"} ${late}`;
        tally[key] = (tally[key] ?? 0) + 1;
      }
      return tally;
    };
    expect(tickets.size).toBe(665);
    expect(count((n) => ({ unit: "working_hours", n: n * 24 }))).toEqual({ "closed met": 71, "closed breached": 32, "open breached": 501, "open open": 61 });
    expect(count((n) => ({ unit: "working_days", n, end: "snap" }))).toMatchObject({ "closed met": 71, "closed breached": 32 });
    expect(count((n) => ({ unit: "working_days", n, end: "eod" }))).toMatchObject({ "closed met": 73, "closed breached": 30 });
    expect(count((n) => ({ unit: "elapsed_days", n }))).toMatchObject({ "closed met": 47, "closed breached": 56 });
  });

  test.each([
    ["DomesticDeclarations", "Declaration", [9911, 6215, 6828, 6831, 5029]],
    ["RequestForPayment", "Request For Payment", [6187, 3488, 3893, 3834, 2752]],
  ])("%s: 10 x 24 h, 10 calendar dates, 7 and 5 working days are different promises", (file, prefix, figures) => {
    const cases = new Map<string, TaskEvent[]>();
    for (const row of rows(`expense-claims/${file}_events.csv.gz`)) {
      const name = row["concept:name"];
      const type = name === `${prefix} SUBMITTED by EMPLOYEE` ? "requested" : name === "Payment Handled" ? "delivered" : null;
      if (!type) continue;
      const events = cases.get(row["case_id"]!) ?? [];
      cases.set(row["case_id"]!, events);
      events.push(event(type, Date.parse(row["time:timestamp"]!), Number(row["event_no"])));
    }
    const calendar = compileCalendar({ tz: "Europe/Amsterdam", weekly: weekdays });
    const asOf = Date.parse("2030-01-01T00:00:00Z");
    const durations: Duration[] = [
      { unit: "elapsed_days", n: 10 },
      { unit: "calendar_days", n: 10, end: "eod" },
      { unit: "working_days", n: 7, end: "eod" },
      { unit: "working_days", n: 5, end: "eod" },
    ];
    let delivered = 0;
    const met = durations.map(() => 0);
    for (const events of cases.values()) {
      if (!events.some((e) => e.type === "requested") || !events.some((e) => e.type === "delivered")) continue;
      delivered++;
      durations.forEach((duration, i) => {
        const [verdict] = evaluateTask({ obligation: { terms: terms(duration) }, events, calendar, zone: "Europe/Amsterdam", asOf, explain: false });
        if (verdict!.outcome === "met") met[i]!++;
      });
    }
    expect([delivered, ...met]).toEqual(figures);
  });
});
