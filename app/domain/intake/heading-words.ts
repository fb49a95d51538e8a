import { foldKey } from "../names.ts";

/** What a column can be to a task; `at` and `activity` are those of an event log, `status` of a table. */
export const COLUMN_ROLES = [
  "id", "title", "product", "provider", "client", "requester", "assignee", "requested", "acknowledged", "input_complete", "delivered", "accepted", "cancelled", "due_agreed", "status", "activity", "at", "eventId", "order", "priority", "type",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/**
 * Words by which task systems, spreadsheets and accountants head their columns, the surest first. A heading
 * fits a word when it is that word, or begins or ends with it as a whole word.
 */
const WORDS: Readonly<Record<ColumnRole, readonly string[]>> = {
  id: ["case:concept:name", "issue key", "ticket id", "ticket number", "ticket no", "incident number", "request id", "request number", "task id", "task number", "case id", "case_id", "caseid", "number", "ключ", "номер заявки", "№ заявки", "номер обращения", "номер задачи", "код задачи", "номер документа", "номер", "ид", "идентификатор", "№", "key", "id", "ticket", "no.", "#", "request #", "ticket #", "case #", "order #", "issue #", "job #", "vorgangsnummer", "ticketnummer", "auftragsnummer", "nummer", "ссылка"],
  title: ["summary", "title", "subject", "short description", "name", "тема", "название", "заголовок", "краткое описание", "наименование", "содержание", "задача", "описание", "description", "betreff", "titel", "bezeichnung", "комментарий"],
  product: ["product", "service", "service name", "request type", "category", "itil category", "услуга", "продукт", "вид услуги", "тип услуги", "категория", "вид работ", "вид заявки", "сервис", "компонент", "компоненты", "components", "component", "component/s", "leistung", "kategorie", "dienst", "queue", "очередь", "tracker", "трекер", "label", "labels", "метки", "теги"],
  provider: ["provider", "assignment group", "assigned group", "assignment_group", "support group", "group", "technician group", "исполнитель подразделение", "подразделение исполнитель", "подразделение-исполнитель", "группа исполнителей", "группа поддержки", "ответственное подразделение", "рабочая группа", "assigned to - group", "назначено группе", "bearbeitergruppe", "team", "группа"],
  client: ["client", "customer", "department", "requester department", "location", "entity", "organization", "company", "business unit", "клиент", "заказчик", "внутренний клиент", "подразделение заказчика", "подразделение-заказчик", "подразделение", "отдел", "организация", "департамент", "филиал", "abteilung", "kunde", "auftraggeber", "fachbereich"],
  requester: ["requester email", "reporter email", "requested by", "requester", "reporter", "caller", "opened by", "author", "автор", "инициатор", "заявитель", "постановщик", "кто создал", "создатель"],
  assignee: ["assignee", "assigned to", "assigned_to", "technician", "owner", "responsible", "исполнитель", "ответственный", "кому назначено"],
  requested: ["created", "created at", "created on", "opened", "opened at", "opened_at", "requested", "requested at", "submitted", "opening date", "date opened", "start date", "создана", "создано", "дата создания", "создан", "дата регистрации", "зарегистрировано", "зарегистрирована", "дата поступления", "поступила", "дата заявки", "дата обращения", "дата открытия", "открыта", "начало", "date submitted", "date created", "date requested", "date opened", "erstellt am", "erstellt", "angelegt am", "eingang am", "eingangsdatum", "gemeldet am"],
  acknowledged: ["acknowledged", "first response", "first response at", "responded", "taken into account", "accepted for work", "взято в работу", "взята в работу", "дата принятия в работу", "принято в работу", "первая реакция", "дата реакции", "начало работ", "date started", "assigned at", "angenommen am", "in bearbeitung seit"],
  input_complete: ["input complete", "documents received", "документы получены", "исходные данные получены", "комплект получен"],
  delivered: ["resolved", "resolved at", "resolved_at", "resolution date", "solved", "solve date", "completed", "completed at", "done", "delivered", "finished", "дата решения", "решена", "решено", "выполнена", "выполнено", "дата выполнения", "завершена", "завершено", "дата завершения", "исполнено", "дата исполнения", "дата передачи", "окончание", "фактическая дата", "solved at", "date completed", "date resolved", "date delivered", "erledigt am", "gelost am", "abgeschlossen am", "fertig am"],
  accepted: ["closed", "closed at", "closed_at", "closed on", "accepted", "close date", "закрыта", "закрыто", "дата закрытия", "принята заказчиком", "дата приемки", "date closed", "geschlossen am", "abgenommen am"],
  cancelled: ["cancelled", "canceled", "cancelled at", "отменена", "отменено", "дата отмены", "storniert am", "abgebrochen am"],
  due_agreed: ["due date", "due at", "due by", "due on", "due", "deadline", "target date", "planned end", "срок исполнения", "срок выполнения", "крайний срок", "плановая дата", "срок", "дедлайн", "выполнить до", "исполнить до", "дата окончания план", "fallig am", "fallig", "frist", "zieltermin"],
  status: ["status", "state", "incident_state", "статус", "состояние", "стадия", "этап", "resolution", "резолюция"],
  activity: ["activity", "concept:name", "event", "event name", "task name", "aktivitat", "vorgang", "status name", "action", "событие", "операция", "действие", "активность", "этап", "статус", "status", "state", "new value", "новый статус"],
  at: ["complete timestamp", "completion time", "time:timestamp", "timestamp", "zeitstempel", "event time", "date", "time", "datetime", "changed", "changed at", "when", "дата события", "время события", "дата и время", "период", "дата", "время", "когда"],
  eventId: ["event id", "event_id", "history id", "ид события", "номер события"],
  order: ["event_no", "event no", "sequence", "seq", "order", "step", "status no", "status no.", "номер строки", "порядок", "номер шага"],
  priority: ["priority", "prioritat", "приоритет", "urgency", "срочность", "важность", "severity", "критичность"],
  type: ["type", "issue type", "тип", "тип задачи", "тип заявки", "вид"],
};

const FOLDED = Object.fromEntries(COLUMN_ROLES.map((role) => [role, WORDS[role].map(plain)])) as Record<ColumnRole, string[]>;

/** How well a heading fits a role: 0 not at all, up to 100. */
export function headingFits(heading: string, role: ColumnRole): number {
  const text = plain(heading);
  if (text === "") return 0;
  const words = FOLDED[role];
  let best = 0;
  words.forEach((word, index) => {
    const rank = 40 * (1 - index / words.length);
    if (text === word) best = Math.max(best, 60 + rank);
    else if (word.length > 3 && (text.startsWith(`${word} `) || text.endsWith(` ${word}`))) best = Math.max(best, 25 + rank / 2);
  });
  return best;
}

function plain(text: string): string {
  return foldKey(text)
    .replace(/[_()[\]{}"«»]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
