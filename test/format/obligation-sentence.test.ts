import { describe, expect, it } from "vitest";
import type { Terms, Threshold } from "#app/domain/agreement/terms.ts";
import { compareFacts } from "#app/format/compare-facts.ts";
import { obligationConditions, obligationFacts, obligationSentence, type SpokenObligation } from "#app/format/obligation-sentence.ts";
import { recurrenceWords } from "#app/format/recurrence-words.ts";

const share = (pct: number): Threshold => ({ type: "share", bp: pct * 100 });
const days = (n: number, end: "snap" | "eod" = "snap") => ({ unit: "working_days" as const, n, end });
const COMMON = { calendar: "provider", acceptance: days(5), missingMeasure: "not_conforming" } as const;
const spoken = (terms: Terms, more: Partial<SpokenObligation> = {}): SpokenObligation => ({
  product: "Report", terms, target: share(95), floor: share(85), weight: "1", mode: "paid", calendars: { provider: "Moscow office", client: "Two shifts" }, ...more,
});
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const say = (terms: Terms, more?: Partial<SpokenObligation>) => [plain(obligationSentence(spoken(terms, more), "en")), plain(obligationSentence(spoken(terms, more), "ru"))];

const timing = (more: Partial<Extract<Terms, { kind: "timing" }>> = {}): Terms => ({ kind: "timing", ...COMMON, start: "requested", due: { type: "within", duration: days(3) }, pauseReasons: [], rework: "own_clock", ...more });
const frequency = (more: Partial<Extract<Terms, { kind: "frequency" }>> = {}): Terms => ({
  kind: "frequency", ...COMMON, rrule: "FREQ=MONTHLY;BYMONTHDAY=8", dtstart: "2026-01-01", at: "18:00", adjust: "following", windowBefore: { unit: "calendar_days", n: 3, end: "snap" }, windowAfter: { unit: "working_hours", n: 6 }, ...more,
});

describe("the sentence of an obligation", () => {
  it.each<[string, Terms, string, string]>([
    ["working days say how they end", timing(), "Report: within 3 working days (to the same hour) of the request, calendar “Moscow office”, in 95 % of cases; below 85 % it counts as failed.", "Report: за 3 рабочих дня (до того же часа) с момента запроса, календарь «Moscow office», в 95 % случаев; ниже 85 % — провал."],
    ["the n-th working day", timing({ due: { type: "nth_workday", n: 5, at: "18:00" } }), "Report: by 18:00 of the 5th working day of the month, calendar “Moscow office”, in 95 % of cases; below 85 % it counts as failed.", "Report: до 18:00 5-го рабочего дня месяца, календарь «Moscow office», в 95 % случаев; ниже 85 % — провал."],
    ["counted from the month's end", timing({ due: { type: "nth_workday", n: -1, at: "12:00" } }), "Report: by 12:00 of the last working day of the month, calendar “Moscow office”, in 95 % of cases; below 85 % it counts as failed.", "Report: до 12:00 последнего рабочего дня месяца, календарь «Moscow office», в 95 % случаев; ниже 85 % — провал."],
    ["an agreed date with its default", timing({ due: { type: "agreed_date", fallback: { unit: "elapsed_days", n: 1 } }, start: "input_complete" }), "Report: by the date both sides agreed, without one within 1 day of 24 h of the client's complete input, calendar “Moscow office”, in 95 % of cases; below 85 % it counts as failed.", "Report: к сроку, о котором договорились обе стороны, а если срока нет — за 1 сутки с момента, когда клиент передал всё нужное, календарь «Moscow office», в 95 % случаев; ниже 85 % — провал."],
    ["a response", { kind: "response", ...COMMON, due: { type: "within", duration: { unit: "working_hours", n: 2 } }, pauseReasons: [] }, "Report: taken into work within 2 working hours of the request, calendar “Moscow office”, in 95 % of cases; below 85 % it counts as failed.", "Report: принимаем в работу за 2 рабочих часа с момента запроса, календарь «Moscow office», в 95 % случаев; ниже 85 % — провал."],
    ["a recurrence", frequency(), "Report: on the 8th of every month by 18:00, calendar “Moscow office”, in 95 % of cases; below 85 % it counts as failed.", "Report: 8-го числа каждого месяца до 18:00, календарь «Moscow office», в 95 % случаев; ниже 85 % — провал."],
    ["quality without a measure", { kind: "quality", ...COMMON }, "Report: right the first time: not returned in the acceptance window, in 95 % of cases; below 85 % it counts as failed.", "Report: с первого раза: без возврата за время приёмки, в 95 % случаев; ниже 85 % — провал."],
    ["quality by a measure", { kind: "quality", ...COMMON, measure: { name: "defects", atMost: "2.5" } }, "Report: “defects” at most 2.5, in 95 % of cases; below 85 % it counts as failed.", "Report: показатель «defects» не больше 2,5, в 95 % случаев; ниже 85 % — провал."],
    ["completeness by share", { kind: "completeness", ...COMMON, rule: { type: "share", atLeastBp: 9800 } }, "Report: complete: at least 98 % of the requested items, in 95 % of cases; below 85 % it counts as failed.", "Report: в полном объёме: не меньше 98 % запрошенных позиций, в 95 % случаев; ниже 85 % — провал."],
    ["completeness by checklist", { kind: "completeness", ...COMMON, rule: { type: "checklist", parts: ["act", "bill", "seal"] } }, "Report: complete with every part: act, bill and seal, in 95 % of cases; below 85 % it counts as failed.", "Report: в полном составе: act, bill и seal, в 95 % случаев; ниже 85 % — провал."],
    ["format by field", { kind: "format", ...COMMON, rule: { type: "field", name: "form", values: ["A", "B"] } }, "Report: in the agreed form: “form” is A or B, in 95 % of cases; below 85 % it counts as failed.", "Report: в оговорённом виде: «form» — A или B, в 95 % случаев; ниже 85 % — провал."],
    ["format by file type", { kind: "format", ...COMMON, rule: { type: "file_types", types: ["pdf", "xlsx"] } }, "Report: as a file of type PDF or XLSX, in 95 % of cases; below 85 % it counts as failed.", "Report: файлом типа PDF или XLSX, в 95 % случаев; ниже 85 % — провал."],
    ["format by file name", { kind: "format", ...COMMON, rule: { type: "glob", pattern: "act-*.pdf" } }, "Report: with file names like act-*.pdf, in 95 % of cases; below 85 % it counts as failed.", "Report: с именами файлов вида act-*.pdf, в 95 % случаев; ниже 85 % — провал."],
    ["format by template", { kind: "format", ...COMMON, rule: { type: "template", template: "T-13" } }, "Report: on the template “T-13”, in 95 % of cases; below 85 % it counts as failed.", "Report: по шаблону «T-13», в 95 % случаев; ниже 85 % — провал."],
  ])("%s", (_name, terms, english, russian) => {
    expect(say(terms)).toEqual([english, russian]);
  });

  it("says a target and a floor that are counts, and leaves out a floor that is none", () => {
    expect(say(timing(), { target: { type: "count", atMostMissed: 1 }, floor: { type: "count", atMostMissed: 3 } })).toEqual([
      "Report: within 3 working days (to the same hour) of the request, calendar “Moscow office”, with at most 1 miss in a pay period; more than 3 misses count as failed.",
      "Report: за 3 рабочих дня (до того же часа) с момента запроса, календарь «Moscow office», не больше 1 срыва за расчётный период; больше 3 срывов — провал.",
    ]);
    expect(say(timing(), { floor: null })[0]).toMatch(/in 95 % of cases\.$/);
  });

  it.each([
    ["client", "calendar “Two shifts”"],
    ["both", "calendar “Moscow office” and “Two shifts”, when both are open"],
  ] as const)("names the %s calendar", (calendar, words) => {
    expect(say(timing({ calendar }))[0]).toContain(words);
  });

  it("says whose calendar it is where the client is many", () => {
    expect(say(timing({ calendar: "client" }), { calendars: { provider: "X", client: null } })).toEqual([expect.stringContaining("calendar of the receiving department"), expect.stringContaining("календарь подразделения-получателя")]);
  });
});

describe("the further terms", () => {
  it("are all said", () => {
    const terms = timing({ appliesTo: { priority: ["high", "urgent"] }, cutOff: "15:00", grace: { unit: "working_minutes", n: 30 }, pauseReasons: ["client_input", "strike"], reworkDue: { type: "within", duration: { unit: "calendar_days", n: 2, end: "eod" } }, missingMeasure: "left_out" });
    expect(obligationConditions(spoken(terms), "en").map(plain)).toEqual([
      "Only for priority high or urgent.",
      "Received after 15:00 counts as the next working day.",
      "30 working minutes more are still counted as kept.",
      "The clock stands while waiting for the client's input or strike.",
      "A returned result is due again within 2 calendar days (to the end of the day).",
      "The client has 5 working days (to the same hour) after delivery to return it; silence accepts.",
      "What cannot be measured is left out of the count.",
    ]);
    expect(obligationConditions(spoken(terms), "ru").map(plain)).toEqual([
      "Только для: priority high или urgent.",
      "Полученное после 15:00 считается со следующего рабочего дня.",
      "Ещё 30 рабочих минут сверх срока считаются выполнением.",
      "Часы стоят, пока ждём данных клиента или strike.",
      "После возврата новый срок: за 2 календарных дня (до конца дня).",
      "На возврат у клиента есть 5 рабочих дней (до того же часа) после передачи, молчание — принято.",
      "Что нельзя измерить, в расчёт не входит.",
    ]);
  });

  it("of a recurrence name its window and how a day off moves it", () => {
    expect(obligationConditions(spoken(frequency({ afterInput: { unit: "working_hours", n: 4 } })), "en").map(plain)).toEqual([
      "On a day off it moves to the next working day.",
      "A delivery counts from 3 calendar days (to the same hour) before until 6 working hours after.",
      "4 working hours after the client's input, if that is later.",
      "The first date is 1 January 2026 or later.",
      "The client has 5 working days (to the same hour) after delivery to return it; silence accepts.",
      "What cannot be measured counts as not kept.",
    ]);
  });
});

describe("a recurrence", () => {
  it.each([
    ["FREQ=DAILY", "every day", "каждый день"],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5", "on the 5th day from Monday to Friday of every month", "в 5-й день с понедельника по пятницу каждого месяца"],
    ["FREQ=MONTHLY;BYMONTH=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "on the last day from Monday to Friday of the month in March", "в последний день с понедельника по пятницу месяца в марте"],
    ["FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,7;BYMONTHDAY=5", "by the rule FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,7;BYMONTHDAY=5", "по правилу FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,7;BYMONTHDAY=5"],
    ["FREQ=DAILY;INTERVAL=3", "every 3 days", "раз в 3 дня"],
    ["FREQ=WEEKLY;BYDAY=TU", "every Tuesday", "каждый вторник"],
    ["FREQ=WEEKLY;BYDAY=WE", "every Wednesday", "каждую среду"],
    ["FREQ=WEEKLY", "every Thursday", "каждый четверг"],
    ["FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday", "по понедельникам и четвергам"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every 2 weeks on Friday", "по пятницам раз в 2 недели"],
    ["FREQ=MONTHLY", "on the 1st of every month", "1-го числа каждого месяца"],
    ["FREQ=MONTHLY;BYMONTHDAY=5,20", "on the 5th and 20th of every month", "5-го числа и 20-го числа каждого месяца"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "on the last day of every month", "в последний день каждого месяца"],
    ["FREQ=MONTHLY;BYDAY=2TU", "on the 2nd Tuesday of every month", "во второй вторник каждого месяца"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "on the last Friday of every month", "в последнюю пятницу каждого месяца"],
    ["FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", "on the 10th of every 3 months", "10-го числа раз в 3 месяца"],
    ["FREQ=MONTHLY;BYMONTH=3,6;BYMONTHDAY=25", "on the 25th of the month in March and June", "25-го числа месяца в марте и июне"],
    ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", "every year on 31 March", "каждый год 31 марта"],
    ["FREQ=DAILY;COUNT=5", "every day, 5 times", "каждый день, 5 раз"],
    ["FREQ=DAILY;UNTIL=20261231", "every day, until 31 December 2026", "каждый день, до 31 декабря 2026"],
    ["FREQ=YEARLY;BYYEARDAY=100", "by the rule FREQ=YEARLY;BYYEARDAY=100", "по правилу FREQ=YEARLY;BYYEARDAY=100"],
  ])("%s", (rule, english, russian) => {
    expect([plain(recurrenceWords(rule, "2026-01-01", "en")), plain(recurrenceWords(rule, "2026-01-01", "ru"))]).toEqual([english, russian]);
  });
});

describe("the comparison of two versions", () => {
  it("names only the terms that differ", () => {
    const before = obligationFacts(spoken(timing()), "en");
    const after = obligationFacts(spoken(timing({ cutOff: "15:00" }), { target: share(97), floor: null }), "en");
    expect(compareFacts(before, after)).toEqual([
      { name: "target", before: "95\u00a0%", after: "97\u00a0%" },
      { name: "floor", before: "85\u00a0%", after: null },
      { name: "cutOff", before: null, after: "received after 15:00 counts as the next working day" },
    ]);
    expect(compareFacts(before, before)).toEqual([]);
  });
});
