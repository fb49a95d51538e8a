/** Files as other systems and public logs write them, invented row by row in their shapes. Each is large enough to be guessed from. */
export interface StrangersFile {
  readonly name: string;
  readonly text: string | Buffer;
}

const many = (n: number, row: (index: number) => string): string => Array.from({ length: n }, (_, index) => row(index)).join("\n");
const two = (n: number): string => String(n).padStart(2, "0");
const day = (n: number): number => 1 + (n % 28);
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const EN = ["Finance", "Sales", "Legal", "Logistics"] as const;
const RU = ["Продажи", "Юридический отдел", "Склад", "Бухгалтерия"] as const;
const ISO = (n: number, hour: number) => `2026-0${1 + (n % 5)}-${two(day(n))}T${two(hour)}:15:00`;

export const STRANGERS: readonly StrangersFile[] = [
  {
    name: "bpi-2012.csv",
    text: `case:concept:name,case:REG_DATE,case:AMOUNT_REQ,concept:name,lifecycle:transition,time:timestamp,org:resource\n${many(40, (n) => ["A_SUBMITTED", "W_Afhandelen leads", "A_ACCEPTED", "A_APPROVED"].map((what, step) => `1736${two(n)},2026-01-01 00:38:44.546000+00:00,20000,${what},COMPLETE,2026-01-${two(day(n))} ${two(8 + step)}:38:44.880000+00:00,112`).join("\n"))}\n`,
  },
  {
    name: "helpdesk.csv",
    text: `Case ID,Activity,Resource,Complete Timestamp,Variant,seriousness,customer,product,responsible_section\n${many(40, (n) => ["Assign seriousness", "Take in charge ticket", "Wait", "Resolve ticket", "Closed"].map((what, step) => `Case ${n + 1},${what},Value ${1 + (n % 9)},2026/03/${two(day(n))} ${two(9 + step)}:29:07.000,Variant 1,Value 1,${pick(EN, n)},Value ${1 + (n % 3)},Value 2`).join("\n"))}\n`,
  },
  {
    name: "jira-export.csv",
    text: `Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,Reporter,Creator,Created,Updated,Last Viewed,Resolved,Due date,Component/s,Component/s,Labels,Labels,Custom field (Department)\n${many(40, (n) => `"Report, no. ${n}",ACC-${n},${10_000 + n},Service Request,${pick(["Done", "In Progress", "Waiting for customer", "To Do"], n)},ACC,Accounting,Medium,${n % 4 === 0 ? "Done" : ""},ann,bob,bob,${two(day(n))}/Feb/26 ${1 + (n % 11)}:05 ${n % 2 ? "AM" : "PM"},${two(day(n))}/Mar/26 9:12 AM,02/Jun/26 9:12 AM,${n % 4 === 0 ? `${two(day(n))}/Mar/26 9:10 AM` : ""},${two(day(n))}/Apr/26 12:00 AM,Reports,,monthly,,${pick(EN, n)}`)}\n`,
  },
  {
    name: "issues.csv",
    text: `#,Project,Tracker,Parent task,Status,Priority,Subject,Author,Assignee,Updated,Category,Target version,Start date,Due date,Estimated time,% Done,Created,Closed,Department\n${many(40, (n) => `${500 + n},Accounting,Support,,${pick(["New", "In Progress", "Closed", "Rejected"], n)},Normal,"Subject; with ""marks"" ${n}",Ann Lee,Bob Ray,2026-03-${two(day(n))} 10:00,Reports,,2026-02-${two(day(n))},2026-04-${two(day(n))},,${n % 4 === 2 ? 100 : 0},2026-02-${two(day(n))} 09:${two(n % 60)},${n % 4 === 2 ? `2026-03-${two(day(n))} 10:00` : ""},${pick(EN, n)}`)}\n`,
  },
  {
    name: "incident.csv",
    text: `"number","opened_at","caller_id","short_description","category","priority","state","assignment_group","assigned_to","resolved_at","closed_at","sys_updated_on","u_department"\n${many(40, (n) => `"INC00${1000 + n}","2026-04-${two(day(n))} 08:00:00","Ann Lee","Printer ${n}","hardware","3 - Moderate","${pick(["New", "In Progress", "On Hold", "Resolved", "Closed"], n)}","Service Desk","Bob Ray","${n % 5 >= 3 ? `2026-05-${two(day(n))} 12:30:00` : ""}","${n % 5 === 4 ? `2026-05-${two(day(n))} 18:30:00` : ""}","2026-05-${two(day(n))} 18:30:00","${pick(EN, n)}"`)}\n`,
  },
  {
    name: "zendesk-tickets.csv",
    text: `Ticket ID,Subject,Requester,Requester email,Organization,Group,Assignee,Status,Priority,Type,Created at,Updated at,Assigned at,Initially assigned at,Solved at,Due date,Satisfaction Score\n${many(40, (n) => `${9000 + n},Help ${n},Ann Lee,ann${n}@example.org,${pick(EN, n)},Support,Bob Ray,${pick(["Open", "Pending", "Solved", "Closed", "Hold"], n)},Normal,Question,2026-02-${two(day(n))} 09:05:11 UTC,2026-03-01 09:05:11 UTC,2026-02-${two(day(n))} 09:25:11 UTC,2026-02-${two(day(n))} 09:25:11 UTC,${n % 5 === 2 || n % 5 === 3 ? `2026-03-${two(day(n))} 17:05:11 UTC` : ""},,Offered`)}\n`,
  },
  {
    name: "github-issues.csv",
    text: `number,title,state,user,assignee,labels,created_at,updated_at,closed_at,html_url\n${many(40, (n) => `${n + 1},"Fix ""thing"" ${n}",${n % 2 ? "closed" : "open"},ann,bob,${pick(["bug", "report", "question"], n)},${ISO(n, 9)}Z,${ISO(n, 12)}Z,${n % 2 ? `${ISO(n, 18)}Z` : ""},https://example.org/i/${n}`)}\n`,
  },
  {
    name: "1c-zayavki.csv",
    text: `\ufeffНомер;Дата;Вид услуги;Подразделение;Ответственный;Дата выполнения;Срок исполнения;Статус;Комментарий\r\n${many(40, (n) => `ЗЯВ-000${100 + n};${two(day(n))}.02.2026 ${1 + (n % 20)}:05:10;${pick(["Отчёт", "Справка", "Сверка"], n)};${pick(RU, n)};Иванов И. И.;${n % 3 ? `${two(day(n))}.03.2026 15:00:00` : ""};${two(day(n))}.04.2026 0:00:00;${pick(["В работе", "Выполнена", "Закрыта"], n)};без замечаний`).replaceAll("\n", "\r\n")}\r\n`,
  },
  {
    name: "vorgaenge.csv",
    text: Buffer.from(`Vorgangsnummer;Betreff;Kategorie;Abteilung;Bearbeiter;Status;Erstellt am;Angenommen am;Erledigt am;Geschlossen am;Fällig am;Priorität\r\n${many(40, (n) => `V-${n};Bericht für März ${n};${pick(["Bericht", "Auskunft"], n)};${pick(["Vertrieb", "Recht", "Lager"], n)};Müller;${pick(["Neu", "In Bearbeitung", "Wartet auf Kunde", "Erledigt", "Storniert"], n)};${two(day(n))}.02.2026 09:15;${two(day(n))}.02.2026 10:00;${n % 5 === 3 ? `${two(day(n))}.03.2026 16:20` : ""};;${two(day(n))}.04.2026;Normal`).replaceAll("\n", "\r\n")}\r\n`, "latin1"),
  },
  {
    name: "us-requests.csv",
    text: `Request #,Description,Service,Department,Date Submitted,Date Completed,Due By,Status\n${many(40, (n) => `R${n},Order ${n},${pick(["Badge", "Laptop"], n)},${pick(EN, n)},${1 + (n % 9)}/${day(n + 13)}/2026 ${1 + (n % 12)}:30 ${n % 2 ? "AM" : "PM"},${n % 3 ? `10/${day(n + 13)}/2026 4:45 PM` : ""},11/${day(n + 13)}/2026 12:00 AM,${n % 3 ? "Completed" : "Open"}`)}\n`,
  },
  {
    name: "bpi-2017.csv",
    text: `Case ID,Activity,Start Timestamp,Complete Timestamp,Resource,(case)_ApplicationType,(case)_LoanGoal\n${many(40, (n) => ["A_Create Application", "A_Accepted", "O_Sent (mail and online)", "A_Complete"].map((what, step) => `Application_${6520 + n},${what},2026/01/${two(day(n))} ${two(9 + step)}:51:15.304,2026/01/${two(day(n))} ${two(9 + step)}:51:15.352,User_1,New credit,${pick(["Car", "Home"], n)}`).join("\n"))}\n`,
  },
  {
    name: "yandex-tracker.csv",
    text: `Ключ;Задача;Статус;Приоритет;Автор;Исполнитель;Создано;Обновлено;Решено;Дедлайн;Компоненты;Очередь\n${many(40, (n) => `DESK-${n};"Справка; № ${n}";${pick(["Открыт", "В работе", "Решён", "Закрыт", "Требуется информация"], n)};Средний;anna;petr;${ISO(n, 9)}+0300;${ISO(n, 15)}+0300;${n % 5 === 2 || n % 5 === 3 ? `${ISO(n, 17)}+0300` : ""};2026-08-${two(day(n))};${pick(["Отчёты", "Справки"], n)};DESK`)}\n`,
  },
];
