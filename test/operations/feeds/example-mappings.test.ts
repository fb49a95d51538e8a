import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftFaults } from "#app/domain/intake/draft-mapping.ts";
import { EXAMPLE_MAPPINGS } from "#app/operations/feeds/example-mappings.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { formatOf, lookAtFile } from "#app/operations/feeds/look-at-file.server.ts";
import { mappingFileSchema, mappingOf } from "#app/operations/feeds/mapping-file.ts";
import { mappingText, readMappingText } from "#app/operations/feeds/mapping-text.ts";
import { propose } from "#app/operations/feeds/receive-import.server.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany } from "#test/support/tiny-company.ts";
import { workbookOf } from "#test/support/zip.ts";

const folder = mkdtempSync(join(tmpdir(), "concord-examples-"));
const windows1251 = (text: string) => Buffer.from([...text].map((letter) => (letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : letter === "ё" ? 0xb8 : letter === "№" ? 0xb9 : letter.charCodeAt(0) - 0x410 + 0xc0)));

/** Exports as the systems write them: a task that was delivered, one that is open, one that was declined; and what the first became. */
const EXPORTS: Readonly<Record<string, { readonly file: string | Buffer; readonly id: string; readonly events: readonly (readonly [string, string])[]; readonly tasks: number; readonly guessed: object }>> = {
  jira: {
    file: 'Summary,Issue key,Issue id,Issue Type,Status,Priority,Resolution,Assignee,Reporter,Created,Updated,Resolved,Component/s,Component/s,Custom field (Department)\n"Report, monthly",IT-1,10001,Task,Done,High,Done,ann,bob,15/Jun/26 9:00 AM,16/Jun/26 5:30 PM,16/Jun/26 5:30 PM,REPORT,,SALES\nSecond,IT-2,10002,Task,To Do,Low,,ann,bob,15/Jun/26 9:10 AM,15/Jun/26 9:10 AM,,REPORT,PAYSLIP,SALES\nThird,IT-3,10003,Task,Done,Low,Won\'t Do,ann,bob,15/Jun/26 9:10 AM,15/Jun/26 9:10 AM,15/Jun/26 12:10 PM,REPORT,,LEGAL\n',
    id: "IT-1", tasks: 3, events: [["requested", "2026-06-15T06:00:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"]],
    guessed: { task: { id: { column: "Issue key" } }, events: { requested: "Created", delivered: "Resolved" } },
  },
  redmine: {
    file: '#,Tracker,Status,Priority,Subject,Category,Department,Created,Closed\n1,Task,Closed,High,First,REPORT,SALES,2026-06-15 09:00,2026-06-16 17:30\n2,Task,New,Low,Second,REPORT,SALES,2026-06-15 09:10,\n3,Task,Rejected,Low,Third,REPORT,LEGAL,2026-06-15 09:10,2026-06-15 10:00\n',
    id: "1", tasks: 3, events: [["requested", "2026-06-15T06:00:00.000Z"], ["accepted", "2026-06-16T14:30:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"]],
    guessed: { task: { id: { column: "#" }, product: { column: "Category" } }, events: { requested: "Created" } },
  },
  glpi: {
    file: '"ID";"Title";"Entity";"Category";"Type";"Priority";"Assigned to - Technician group";"Opening date";"Take into account time";"Resolution date";"Closing date"\n"1";"First";"SALES";"REPORT";"Request";"High";"FIN";"2026-06-15 09:00";"2026-06-15 09:20";"2026-06-16 17:30";""\n"2";"Second";"LEGAL";"REPORT";"Request";"High";"FIN";"2026-06-15 09:00";"";"";""\n',
    id: "1", tasks: 2, events: [["requested", "2026-06-15T06:00:00.000Z"], ["acknowledged", "2026-06-15T06:20:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"]],
    guessed: { task: { id: { column: "ID" }, product: { column: "Category" }, client: { column: "Entity" } }, events: { requested: "Opening date" } },
  },
  bitrix24: {
    file: "\ufeffID;Название;Статус;Приоритет;Теги;Подразделение;Дата создания;Дата начала;Дата завершения;Дата изменения\n7;Отчёт;Завершена;Средний;REPORT;SALES;15.06.2026 09:00:00;15.06.2026 09:20:00;16.06.2026 17:30:00;16.06.2026 17:30:00\n8;Отчёт;Отложена;Средний;REPORT;SALES;15.06.2026 09:00:00;Нет;;16.06.2026 10:00:00\n9;Отчёт;Отклонена;Средний;REPORT;SALES;15.06.2026 09:00:00;;;16.06.2026 10:00:00\n",
    id: "7", tasks: 3, events: [["requested", "2026-06-15T06:00:00.000Z"], ["acknowledged", "2026-06-15T06:20:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"]],
    guessed: { task: { id: { column: "ID" }, client: { column: "Подразделение" } }, events: { requested: "Дата создания", delivered: "Дата завершения" }, status: { column: "Статус", at: "Дата изменения" } },
  },
  "1c": {
    file: windows1251("Номер;Дата;Вид услуги;Содержание;Подразделение;Подразделение исполнителя;Важность;Состояние;Дата принятия;Дата исполнения\r\n000000001;15.06.2026 9:00:00;REPORT;Отчёт;SALES;FIN;Обычная;Исполнено;15.06.2026 9:20:00;16.06.2026 17:30:00\r\n000000002;15.06.2026 9:00:00;REPORT;Отчёт;<Не указан>;FIN;Обычная;Новая;01.01.0001 0:00:00;\r\n000000003;15.06.2026 9:00:00;REPORT;Отчёт;SALES;FIN;Обычная;Отменено;;15.06.2026 12:00:00\r\n"),
    id: "000000001", tasks: 2, events: [["requested", "2026-06-15T06:00:00.000Z"], ["acknowledged", "2026-06-15T06:20:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"]],
    guessed: { task: { id: { column: "Номер" }, product: { column: "Вид услуги" }, client: { column: "Подразделение" } }, missing: ["<Не указан>", "01.01.0001 0:00:00"], dates: { format: "dd.MM.yyyy[ H:mm[:ss]]" } },
  },
  "yandex-tracker": {
    file: workbookOf({ Задачи: [["Ключ", "Тип", "Задача", "Статус", "Приоритет", "Компоненты", "Подразделение заказчика", "Создано", "Начало работы", "Дата завершения", "Обновлено"], ["Q-1", "Задача", "Отчёт", "Закрыт", "Средний", "REPORT", "SALES", { date: 46188.375 }, { date: 46188.388888889 }, { date: 46189.729166667 }, { date: 46189.729166667 }], ["Q-2", "Задача", "Отчёт", "Требуется информация", "Средний", "REPORT", "SALES", { date: 46188.375 }, null, null, { date: 46188.5 }]] }),
    id: "Q-1", tasks: 2, events: [["requested", "2026-06-15T06:00:00.000Z"], ["acknowledged", "2026-06-15T06:20:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"]],
    guessed: { task: { id: { column: "Ключ" }, client: { column: "Подразделение заказчика" } }, events: { requested: "Создано", delivered: "Дата завершения" }, dates: { format: "iso" } },
  },
  servicenow: {
    file: "number,short_description,category,assignment_group,location,priority,opened_at,resolved_at,closed_at\nINC1,First,REPORT,FIN,SALES,3,2026-06-15 06:00:00,2026-06-16 14:30:00,2026-06-18 14:30:00\nINC2,Second,REPORT,FIN,SALES,3,2026-06-15 06:00:00,,\n",
    id: "INC1", tasks: 2, events: [["requested", "2026-06-15T06:00:00.000Z"], ["delivered", "2026-06-16T14:30:00.000Z"], ["accepted", "2026-06-18T14:30:00.000Z"]],
    guessed: { task: { id: { column: "number" }, product: { column: "category" }, provider: { column: "assignment_group" } }, events: { requested: "opened_at", delivered: "resolved_at" } },
  },
};

describe("the example mappings", () => {
  let opened: TestStore;
  beforeAll(async () => {
    opened = await sqliteStore();
    await tinyCompany(opened.store);
  });
  afterAll(async () => {
    await opened.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const fileOf = (key: string) => {
    const path = join(folder, `${key}.file`);
    writeFileSync(path, EXPORTS[key]!.file);
    return path;
  };

  test("there is an export for each, and each is a whole mapping that survives being written as YAML", () => {
    expect(EXAMPLE_MAPPINGS.map(({ key }) => key).sort()).toEqual(Object.keys(EXPORTS).sort());
    for (const { mapping } of EXAMPLE_MAPPINGS) {
      expect(mappingFileSchema.safeParse(mapping).success).toBe(true);
      expect(readMappingText(mappingText(mapping), "x")).toEqual({ ok: true, value: mapping });
    }
  });

  test.each(EXAMPLE_MAPPINGS)("$key: the system's own export comes in", async ({ key, mapping }) => {
    const wanted = EXPORTS[key]!;
    const path = fileOf(key);
    const { look } = await lookAtFile(path, {}, undefined);
    expect(draftFaults(mapping, look.columns.map((column) => column.name))).toEqual([]);
    const file = mappingFileSchema.parse(mapping);
    const done = await importFile(context(opened.store, Date.UTC(2026, 5, 19, 10)), { path, mapping: mappingOf(file, mapping.source), csv: { ...formatOf(look.facts), duplicates: "number" }, rowsPerTask: file.rowsPerTask });
    expect(done).toMatchObject({ accepted: wanted.tasks });
    const [task] = await loadTasksByExternalId(opened.store, mapping.source, [wanted.id]);
    const events = (await loadEvents(opened.store, [task!.id])).get(task!.id)!;
    expect(events.map((event) => [event.type, new Date(event.occurredAt).toISOString()]).sort()).toEqual([...wanted.events].sort());
  });

  test.each(Object.keys(EXPORTS))("%s: without an example the columns say nearly the same", async (key) => {
    const path = fileOf(key);
    const { look } = await lookAtFile(path, {}, undefined);
    const { draft } = await propose(path, look, key, { zone: "Europe/Moscow", departments: [{ code: "SALES", names: ["Sales"] }, { code: "LEGAL", names: [] }, { code: "FIN", names: [] }], products: [{ code: "REPORT", names: ["Report"] }], ownProvider: null });
    expect(draft).toMatchObject(EXPORTS[key]!.guessed);
  });
});
