/** Password of every demo account; only ever set in a database marked demo, which binds to this machine. */
export const DEMO_PASSWORD = "concord-demo";

export type DemoName = "employee" | "head" | "client" | "deputy" | "hr" | "hr2" | "arbiter" | "director" | "admin" | "auditor";

export interface DemoRole {
  /** First part of the address; the rest is `@meridian.example`. */
  readonly name: DemoName;
  readonly roleEn: string;
  readonly roleRu: string;
  readonly granted: readonly ("hr" | "arbiter" | "director" | "admin" | "auditor")[];
  /** Whose account it is: the head or the n-th person of a department. */
  readonly of: { readonly department: string; readonly index: number };
}

/** One account for each way of looking at the portal. */
export const DEMO_ROLES: readonly DemoRole[] = [
  { name: "employee", roleEn: "Employee of Finance: my tasks, my bonus", roleRu: "Сотрудник финансов: мои заявки и премия", granted: [], of: { department: "FIN", index: 2 } },
  { name: "head", roleEn: "Head of Finance: what we promised", roleRu: "Руководитель финансов: наши обязательства", granted: [], of: { department: "FIN", index: 0 } },
  { name: "client", roleEn: "Head of Sales: what is owed to us", roleRu: "Руководитель продаж: что должны нам", granted: [], of: { department: "SALES", index: 0 } },
  { name: "deputy", roleEn: "Deputy head of IT", roleRu: "Заместитель руководителя ИТ", granted: [], of: { department: "IT", index: 1 } },
  { name: "hr", roleEn: "HR: plans, runs, statements", roleRu: "Кадры: условия, расчёты, расшифровки", granted: ["hr"], of: { department: "HR", index: 0 } },
  { name: "hr2", roleEn: "Second HR person: the other pair of eyes", roleRu: "Второй сотрудник кадров: вторая подпись", granted: ["hr"], of: { department: "HR", index: 2 } },
  { name: "arbiter", roleEn: "Service quality officer: disputes and closing", roleRu: "Арбитр: возражения и закрытие периода", granted: ["arbiter"], of: { department: "MERIDIAN", index: 1 } },
  { name: "director", roleEn: "Director: budget and approval", roleRu: "Директор: бюджет и утверждение", granted: ["director"], of: { department: "MERIDIAN", index: 0 } },
  { name: "admin", roleEn: "Administrator: imports, jobs, users", roleRu: "Администратор: загрузки, задания, пользователи", granted: ["admin"], of: { department: "IT", index: 3 } },
  { name: "auditor", roleEn: "Auditor: reads everything, changes nothing", roleRu: "Аудитор: читает всё, ничего не меняет", granted: ["auditor"], of: { department: "MERIDIAN", index: 2 } },
];

export const demoAddress = (role: Pick<DemoRole, "name">): string => `${role.name}@meridian.example`;
