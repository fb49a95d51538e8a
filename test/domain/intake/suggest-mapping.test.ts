import { describe, expect, test } from "vitest";
import { columnProfiler } from "#app/domain/intake/column-profile.ts";
import { guessMeaning, looksEmpty } from "#app/domain/intake/activity-words.ts";
import { guessDateFormat } from "#app/domain/intake/guess-dates.ts";
import { dateReader, isSkipped, timeReader } from "#app/domain/intake/source-date.ts";
import { matchValues, suggestMapping } from "#app/domain/intake/suggest-mapping.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const profile = (columns: string[], ...rows: string[][]) => {
  const profiler = columnProfiler(columns);
  for (const cells of rows) profiler.add(Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ""])));
  return profiler.finish();
};
const suggest = (columns: string[], ...rows: string[][]) => {
  const found = profile(columns, ...rows);
  return suggestMapping(found.columns, found.rows);
};

describe("dates", () => {
  test.each<[string[], string | null, string | null]>([
    [["2026-02-01T09:00:00+03:00"], "iso", null],
    [["2026-02-01", "2026-02-01 09:00"], "iso", null],
    [["01.02.2026 09:00", "28.02.2026"], "dd.MM.yyyy[ H:mm[:ss]]", null],
    [["1.2.2026"], "d.M.yyyy[ H:mm[:ss]]", null],
    [["29/2/2016 01:16", "1/3/2016 23:00"], "d/M/yyyy[ H:mm[:ss]]", null],
    [["2/29/2016 01:16"], "M/d/yyyy[ H:mm[:ss]]", null],
    [["3/2/2016 01:16", "4/5/2016 10:00"], "d/M/yyyy[ H:mm[:ss]]", "M/d/yyyy[ H:mm[:ss]]"],
    [["01/Feb/26 9:00 AM"], "d/MMM/yy[ h:mm[:ss] a]", null],
    [["01/фев/26 9:00 PM"], "d/MMM/yy[ h:mm[:ss] a]", null],
    [["1 мар 2026, 10:00"], "d MMM yyyy[, H:mm[:ss]]", null],
    [["Feb 3, 2026 4:05 PM"], "MMM d, yyyy[ h:mm[:ss] a]", null],
    [["soon", "later"], null, null],
  ])("%j are of the form %s", (texts, format, twin) => {
    const guess = guessDateFormat(texts);
    expect(guess?.format ?? null).toBe(format);
    expect(guess?.twin ?? null).toBe(twin);
  });

  test.each<[string, string, string | null]>([
    ["dd.MM.yyyy[ H:mm[:ss]]", "01.02.2026 9:05", "2026-02-01T06:05:00.000Z"],
    ["dd.MM.yyyy[ H:mm[:ss]]", "31.02.2026", null],
    ["d/MMM/yy[ h:mm[:ss] a]", "01/Feb/26 12:30 AM", "2026-01-31T21:30:00.000Z"],
    ["d/MMM/yy[ h:mm[:ss] a]", "01/Foo/26 12:30 AM", null],
    ["d/MMM/yy[ h:mm[:ss] a]", "01/Feb/26 13:30 PM", null],
    ["unix", "1769925600", "2026-02-01T06:00:00.000Z"],
    ["unix_ms", "1769925600000", "2026-02-01T06:00:00.000Z"],
    ["unix", "12", null],
    ["iso", "2026-02-01 09:00:00 +0300", "2026-02-01T06:00:00.000Z"],
  ])("%s in Moscow reads %s", (format, text, expected) => {
    const found = dateReader(format, zoneOf("Europe/Moscow"))(text);
    expect(found === null ? null : new Date(found).toISOString()).toBe(expected);
  });

  test("a time that clocks skip is known as one", () => {
    const amsterdam = zoneOf("Europe/Amsterdam");
    expect([isSkipped(timeReader("iso")("2017-03-26T02:30")!, amsterdam), isSkipped(timeReader("iso")("2017-03-26T03:30")!, amsterdam)]).toEqual([true, false]);
  });
});

describe("what columns are", () => {
  test("a Jira export", () => {
    const found = suggest(
      ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Resolution", "Assignee", "Reporter", "Created", "Updated", "Due date", "Resolved", "Component/s"],
      ["Fix it", "IT-1", "10001", "Task", "Done", "High", "Done", "ann", "bob", "01/Feb/26 9:00 AM", "02/Feb/26 9:00 AM", "", "02/Feb/26 9:00 AM", "Mail"],
      ["Fix that", "IT-2", "10002", "Task", "To Do", "High", "", "ann", "bob", "01/Feb/26 9:10 AM", "01/Feb/26 9:10 AM", "", "", "VPN"],
    );
    expect(found).toMatchObject({ shape: "table", rowsPerTask: "one", dateFormat: "d/MMM/yy[ h:mm[:ss] a]", columns: { id: "Issue key", title: "Summary", requested: "Created", delivered: "Resolved", status: "Status", priority: "Priority", type: "Issue Type" } });
    expect(found.rules).toEqual([{ activity: "Done", is: "delivered" }, { activity: "To Do", is: "ignore" }]);
  });

  test("a Russian report", () => {
    const found = suggest(
      ["№ заявки", "Тема", "Вид услуги", "Подразделение заказчика", "Группа исполнителей", "Дата регистрации", "Дата выполнения", "Статус"],
      ["1", "Отчёт", "Отчётность", "Продажи", "Бухгалтерия", "01.02.2026 09:00", "03.02.2026 18:00", "Выполнено"],
      ["2", "Счёт", "Отчётность", "Продажи", "Бухгалтерия", "02.02.2026 09:00", "?", "Ожидание ответа клиента"],
    );
    expect(found).toMatchObject({
      shape: "table", dateFormat: "dd.MM.yyyy[ H:mm[:ss]]", missing: ["?"],
      columns: { id: "№ заявки", title: "Тема", product: "Вид услуги", client: "Подразделение заказчика", provider: "Группа исполнителей", requested: "Дата регистрации", delivered: "Дата выполнения", status: "Статус" },
    });
    expect(found.rules).toContainEqual({ activity: "Ожидание ответа клиента", is: "paused", reason: "client_input" });
  });

  test("an event log with a packed column", () => {
    const rows = Array.from({ length: 40 }, (_, i) => [`T-${i % 10} / Sales / Ann`, String(i), ["Logged", "Assigned", "UAT", "Closed"][Math.floor(i / 10)]!, `2020-01-${String(1 + (i % 28)).padStart(2, "0")} 10:00:00`]);
    const found = suggest(["Ticket", "Status No.", "Status Name", "Timestamp"], ...rows);
    expect(found).toMatchObject({ shape: "event_log", columns: { activity: "Status Name", at: "Timestamp", order: "Status No." }, split: { column: "Ticket", separator: " / ", parts: 3 } });
    expect(found.rules).toContainEqual({ activity: "Logged", is: "requested", again: "resumed" });
  });
});

describe("what values mean", () => {
  test.each<[string, string | null]>([
    ["Выполнено", "delivered"], ["Закрыта", "delivered"], ["Resolved", "delivered"], ["Новая", "requested"], ["В работе", "acknowledged"], ["Awaiting User Info", "paused"], ["Отклонена", "cancelled"],
    ["Won't do", "cancelled"], ["Возвращено на доработку", "returned"], ["Declaration SAVED by EMPLOYEE", "draft"], ["Payment Handled", "delivered"], ["Danced", null],
  ])("%s: %s", (word, meaning) => expect(guessMeaning(word)?.is ?? null).toBe(meaning));

  test.each(["?", "N/A", "—", "нет данных", "UNKNOWN"])("%s is nothing", (word) => expect(looksEmpty(word)).toBe(true));

  test("values find departments by code and by name in either language", () => {
    expect(matchValues(["SALES", "продажи", "Legal", "Никто"], [{ code: "SALES", names: ["Sales", "Продажи"] }, { code: "LAW", names: ["Legal", "Юристы"] }])).toEqual({ SALES: "SALES", продажи: "SALES", Legal: "LAW" });
  });
});
