import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { ActivityRule } from "#app/domain/intake/mapping.ts";

export interface ExampleMapping {
  readonly key: string;
  readonly mapping: DraftMapping;
}

const is = (meaning: ActivityRule["is"], ...activities: readonly string[]): ActivityRule[] => activities.map((activity) => ({ activity, is: meaning }));
const cancelled = (...activities: readonly string[]): ActivityRule[] => activities.map((activity) => ({ activity, is: "cancelled", by: "client" }));
const waiting = (...activities: readonly string[]): ActivityRule[] => activities.map((activity) => ({ activity, is: "paused", reason: "client_input" }));

/**
 * Mappings to start from, by the headings that these systems write into their exports as they come. Fields that a company adds itself
 * (which department asked, which service) are named as they usually are; whoever uses one chooses his own.
 */
export const EXAMPLE_MAPPINGS: readonly ExampleMapping[] = [
  {
    key: "jira",
    mapping: {
      about: "Jira: Export → CSV (all fields)", source: "jira", shape: "table", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "d/MMM/yy[ h:mm[:ss] a]", zone: "Europe/Moscow" }, missing: [],
      task: {
        id: { column: "Issue key" }, title: { column: "Summary" }, product: { column: "Component/s" }, client: { column: "Custom field (Department)" }, attributes: { priority: "Priority", type: "Issue Type" },
      },
      events: { requested: "Created", delivered: "Resolved" },
      status: { column: "Resolution", at: "Resolved", other: "ignore", rules: cancelled("Won't Do", "Won't Fix", "Duplicate", "Cannot Reproduce", "Declined", "Отклонено", "Не будет исправлено", "Дубликат") },
    },
  },
  {
    key: "redmine",
    mapping: {
      about: "Redmine: Issues → Also available in: CSV", source: "redmine", shape: "table", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "iso", zone: "Europe/Moscow" }, missing: [],
      task: { id: { column: "#" }, title: { column: "Subject" }, product: { column: "Category" }, client: { column: "Department" }, attributes: { priority: "Priority", type: "Tracker" } },
      events: { requested: "Created", accepted: "Closed" },
      status: { column: "Status", at: "Closed", other: "ignore", rules: [...is("ignore", "New", "In Progress", "Новая", "В работе"), ...is("delivered", "Closed", "Resolved", "Закрыта", "Решена"), ...cancelled("Rejected", "Отклонена")] },
    },
  },
  {
    key: "glpi",
    mapping: {
      about: "GLPI: Tickets → Export → CSV", source: "glpi", shape: "table", rowsPerTask: "one", csv: { delimiter: ";", duplicates: "number" }, dates: { format: "iso", zone: "Europe/Moscow" }, missing: [],
      task: {
        id: { column: "ID" }, title: { column: "Title" }, product: { column: "Category" }, provider: { column: "Assigned to - Technician group" }, client: { column: "Entity" },
        attributes: { priority: "Priority", type: "Type" },
      },
      events: { requested: "Opening date", acknowledged: "Take into account time", delivered: "Resolution date", accepted: "Closing date" },
    },
  },
  {
    key: "bitrix24",
    mapping: {
      about: "Битрикс24: Задачи → Экспорт в Excel (CSV)", source: "bitrix24", shape: "table", rowsPerTask: "one", csv: { delimiter: ";", duplicates: "number" }, dates: { format: "dd.MM.yyyy[ H:mm[:ss]]", zone: "Europe/Moscow" }, missing: ["Нет", "Не указан"],
      task: { id: { column: "ID" }, title: { column: "Название" }, product: { column: "Теги" }, client: { column: "Подразделение" }, attributes: { priority: "Приоритет" } },
      events: { requested: "Дата создания", acknowledged: "Дата начала", delivered: "Дата завершения" },
      status: { column: "Статус", at: "Дата изменения", other: "ignore", rules: [...waiting("Отложена"), ...cancelled("Отклонена")] },
    },
  },
  {
    key: "1c",
    mapping: {
      about: "1С: список документов → Вывести список (CSV, Windows-1251)", source: "1c", shape: "table", rowsPerTask: "one", csv: { delimiter: ";", duplicates: "number" }, dates: { format: "dd.MM.yyyy[ H:mm[:ss]]", zone: "Europe/Moscow" },
      missing: ["<Не указан>", "01.01.0001", "01.01.0001 0:00:00"],
      task: { id: { column: "Номер" }, title: { column: "Содержание" }, product: { column: "Вид услуги" }, provider: { column: "Подразделение исполнителя" }, client: { column: "Подразделение" }, attributes: { priority: "Важность" } },
      events: { requested: "Дата", acknowledged: "Дата принятия", delivered: "Дата исполнения" },
      status: { column: "Состояние", at: "Дата исполнения", other: "ignore", rules: cancelled("Отменено", "Отклонено", "Не выполнено") },
    },
  },
  {
    key: "yandex-tracker",
    mapping: {
      about: "Яндекс Трекер: Экспорт → XLSX или CSV", source: "yandex-tracker", shape: "table", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "iso", zone: "Europe/Moscow" }, missing: [],
      task: { id: { column: "Ключ" }, title: { column: "Задача" }, product: { column: "Компоненты" }, client: { column: "Подразделение заказчика" }, attributes: { priority: "Приоритет", type: "Тип" } },
      events: { requested: "Создано", acknowledged: "Начало работы", delivered: "Дата завершения" },
      status: { column: "Статус", at: "Обновлено", other: "ignore", rules: [...waiting("Требуется информация", "Ожидание клиента"), ...cancelled("Отменена", "Отменено")] },
    },
  },
  {
    key: "servicenow",
    mapping: {
      about: "ServiceNow: incident list → Export → CSV", source: "servicenow", shape: "table", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "iso", zone: "UTC" }, missing: [],
      task: { id: { column: "number" }, title: { column: "short_description" }, product: { column: "category" }, provider: { column: "assignment_group" }, client: { column: "location" }, attributes: { priority: "priority" } },
      events: { requested: "opened_at", delivered: "resolved_at", accepted: "closed_at" },
    },
  },
];
