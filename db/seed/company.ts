/** Structure of the demo company: who there is, what each delivers. All of it is invented. */
export interface SeedDepartment {
  readonly code: string;
  readonly en: string;
  readonly ru: string;
  readonly parent: string;
  readonly team?: boolean;
  /** How many people it has, its head among them. */
  readonly people: number;
}

export const COMPANY = { code: "MERIDIAN", en: "Meridian Works", ru: "Завод «Меридиан»" } as const;

export const DEPARTMENTS: readonly SeedDepartment[] = [
  { code: "FIN", en: "Finance", ru: "Финансы", parent: "MERIDIAN", people: 9 },
  { code: "FIN-PAY", en: "Payroll team", ru: "Расчётная группа", parent: "FIN", team: true, people: 6 },
  { code: "HR", en: "Human resources", ru: "Персонал", parent: "MERIDIAN", people: 11 },
  { code: "IT", en: "IT", ru: "Информационные технологии", parent: "MERIDIAN", people: 10 },
  { code: "IT-DESK", en: "Service desk", ru: "Служба поддержки", parent: "IT", team: true, people: 6 },
  { code: "PROC", en: "Procurement", ru: "Закупки", parent: "MERIDIAN", people: 10 },
  { code: "LEGAL", en: "Legal", ru: "Юридический отдел", parent: "MERIDIAN", people: 7 },
  { code: "LOG", en: "Logistics", ru: "Логистика", parent: "MERIDIAN", people: 14 },
  { code: "FAC", en: "Facilities", ru: "Хозяйственный отдел", parent: "MERIDIAN", people: 9 },
  { code: "SALES", en: "Sales", ru: "Продажи", parent: "MERIDIAN", people: 20 },
  { code: "PROD", en: "Production", ru: "Производство", parent: "MERIDIAN", people: 24 },
  { code: "ENG", en: "Engineering", ru: "Конструкторское бюро", parent: "MERIDIAN", people: 12 },
  { code: "MKT", en: "Marketing", ru: "Маркетинг", parent: "MERIDIAN", people: 6 },
  { code: "SERV", en: "Customer service", ru: "Клиентский сервис", parent: "MERIDIAN", people: 6 },
];

export interface SeedProduct {
  readonly code: string;
  readonly provider: string;
  readonly kind: "goods" | "work" | "document" | "information";
  readonly en: string;
  readonly ru: string;
  /** Promised working days; 0 = working hours stand in `hours`. */
  readonly days: number;
  readonly hours?: number;
  /** Requests of one client in a month. */
  readonly monthly: number;
  /** A recurring delivery instead of requests. */
  readonly rrule?: string;
}

const product = (code: string, provider: string, kind: SeedProduct["kind"], en: string, ru: string, days: number, monthly: number, more: Partial<SeedProduct> = {}): SeedProduct => ({ code, provider, kind, en, ru, days, monthly, ...more });

export const PRODUCTS: readonly SeedProduct[] = [
  product("FIN-CLOSE", "FIN", "information", "Monthly close report", "Отчёт о закрытии месяца", 0, 0, { rrule: "FREQ=MONTHLY;BYMONTHDAY=8" }),
  product("FIN-EXP", "FIN", "work", "Expense claim", "Авансовый отчёт", 7, 9),
  product("FIN-PAYM", "FIN", "work", "Payment request", "Заявка на оплату", 3, 8),
  product("FIN-BUDG", "FIN", "information", "Budget check", "Проверка бюджета", 2, 3),
  product("FIN-INV", "FIN", "document", "Invoice to a customer", "Счёт покупателю", 1, 7),
  product("FIN-SLIP", "FIN", "document", "Payslip correction", "Исправление расчётного листка", 3, 3),
  product("FIN-CERT", "FIN", "document", "Income certificate", "Справка о доходах", 3, 3),
  product("HR-HIRE", "HR", "work", "Candidate shortlist", "Подбор кандидатов", 15, 2),
  product("HR-CONTR", "HR", "document", "Employment contract", "Трудовой договор", 3, 3),
  product("HR-COUNT", "HR", "information", "Headcount report", "Отчёт о численности", 0, 0, { rrule: "FREQ=MONTHLY;BYMONTHDAY=5" }),
  product("HR-TRAIN", "HR", "work", "Training booking", "Запись на обучение", 5, 3),
  product("HR-ONB", "HR", "work", "Onboarding of a newcomer", "Адаптация новичка", 5, 2),
  product("HR-LEAVE", "HR", "document", "Leave order", "Приказ об отпуске", 2, 4),
  product("IT-INC", "IT", "work", "Incident", "Инцидент", 0, 14, { hours: 8 }),
  product("IT-ACC", "IT", "work", "Access request", "Заявка на доступ", 2, 7),
  product("IT-NOTE", "IT", "goods", "Workplace equipment", "Рабочее место", 5, 3),
  product("IT-CHG", "IT", "work", "Change of a system", "Доработка системы", 15, 2),
  product("IT-REP", "IT", "information", "Availability report", "Отчёт о доступности", 0, 0, { rrule: "FREQ=WEEKLY;BYDAY=TU" }),
  product("IT-VPN", "IT", "work", "Remote access", "Удалённый доступ", 1, 3),
  product("PROC-ORD", "PROC", "goods", "Purchase of materials", "Закупка материалов", 12, 8),
  product("PROC-TEND", "PROC", "document", "Tender documents", "Тендерная документация", 10, 2),
  product("PROC-VEND", "PROC", "information", "Supplier check", "Проверка поставщика", 4, 4),
  product("PROC-PRICE", "PROC", "information", "Price comparison", "Сравнение цен", 3, 4),
  product("PROC-STAT", "PROC", "information", "Order status digest", "Сводка по заказам", 0, 0, { rrule: "FREQ=WEEKLY;BYDAY=MO" }),
  product("LEG-CONTR", "LEGAL", "document", "Contract review", "Согласование договора", 5, 7),
  product("LEG-POA", "LEGAL", "document", "Power of attorney", "Доверенность", 2, 3),
  product("LEG-CLAIM", "LEGAL", "document", "Answer to a claim", "Ответ на претензию", 7, 2),
  product("LEG-ADV", "LEGAL", "information", "Legal advice", "Правовая консультация", 3, 4),
  product("LOG-SHIP", "LOG", "work", "Shipment to a customer", "Отгрузка покупателю", 2, 13),
  product("LOG-RECV", "LOG", "work", "Receipt of goods", "Приёмка товара", 1, 9),
  product("LOG-INV", "LOG", "information", "Stock statement", "Ведомость остатков", 0, 0, { rrule: "FREQ=WEEKLY;BYDAY=FR" }),
  product("LOG-CUST", "LOG", "document", "Customs papers", "Таможенные документы", 4, 3),
  product("LOG-CAR", "LOG", "work", "Car with a driver", "Автомобиль с водителем", 0, 5, { hours: 6 }),
  product("FAC-REP", "FAC", "work", "Small repair", "Мелкий ремонт", 3, 7),
  product("FAC-MOVE", "FAC", "work", "Move of a workplace", "Переезд рабочего места", 4, 2),
  product("FAC-PASS", "FAC", "document", "Visitor pass", "Пропуск посетителю", 0, 9, { hours: 4 }),
  product("FAC-STAT", "FAC", "goods", "Office supplies", "Канцелярия", 3, 5),
  product("FAC-CLEAN", "FAC", "work", "Cleaning call", "Вызов уборки", 0, 4, { hours: 3 }),
  product("FAC-ROOM", "FAC", "work", "Room for an event", "Подготовка зала", 1, 3),
  product("MKT-MAT", "MKT", "document", "Sales material", "Материалы для продаж", 8, 3),
];

/** Provider -> clients with whom it has an agreement, with the client's weight. */
export const AGREEMENTS: readonly { readonly provider: string; readonly client: string; readonly weight: string; readonly products: readonly string[] }[] = [
  { provider: "FIN", client: "SALES", weight: "40", products: ["FIN-CLOSE", "FIN-EXP", "FIN-INV", "FIN-SLIP"] },
  { provider: "FIN", client: "PROD", weight: "30", products: ["FIN-CLOSE", "FIN-PAYM", "FIN-BUDG", "FIN-SLIP"] },
  { provider: "FIN", client: "ENG", weight: "15", products: ["FIN-EXP", "FIN-BUDG"] },
  { provider: "FIN", client: "PROC", weight: "15", products: ["FIN-PAYM", "FIN-CERT"] },
  { provider: "FIN", client: "MKT", weight: "10", products: ["FIN-EXP", "FIN-BUDG"] },
  { provider: "HR", client: "SALES", weight: "40", products: ["HR-HIRE", "HR-COUNT", "HR-LEAVE"] },
  { provider: "HR", client: "PROD", weight: "40", products: ["HR-CONTR", "HR-ONB", "HR-LEAVE", "HR-COUNT"] },
  { provider: "HR", client: "IT", weight: "20", products: ["HR-HIRE", "HR-ONB", "HR-TRAIN"] },
  { provider: "HR", client: "ENG", weight: "20", products: ["HR-HIRE", "HR-TRAIN"] },
  { provider: "HR", client: "LOG", weight: "15", products: ["HR-CONTR", "HR-LEAVE"] },
  { provider: "IT", client: "SALES", weight: "30", products: ["IT-INC", "IT-ACC", "IT-VPN"] },
  { provider: "IT", client: "PROD", weight: "30", products: ["IT-INC", "IT-CHG", "IT-REP"] },
  { provider: "IT", client: "FIN", weight: "25", products: ["IT-INC", "IT-ACC", "IT-CHG"] },
  { provider: "IT", client: "ENG", weight: "15", products: ["IT-INC", "IT-NOTE"] },
  { provider: "IT", client: "SERV", weight: "15", products: ["IT-INC", "IT-ACC"] },
  { provider: "PROC", client: "PROD", weight: "60", products: ["PROC-ORD", "PROC-STAT", "PROC-VEND"] },
  { provider: "PROC", client: "ENG", weight: "20", products: ["PROC-PRICE", "PROC-VEND"] },
  { provider: "PROC", client: "FAC", weight: "20", products: ["PROC-ORD", "PROC-PRICE"] },
  { provider: "LEGAL", client: "SALES", weight: "50", products: ["LEG-CONTR", "LEG-CLAIM"] },
  { provider: "LEGAL", client: "PROC", weight: "30", products: ["LEG-CONTR", "LEG-ADV"] },
  { provider: "LEGAL", client: "HR", weight: "20", products: ["LEG-ADV", "LEG-POA"] },
  { provider: "LOG", client: "SALES", weight: "50", products: ["LOG-SHIP", "LOG-CUST", "LOG-INV"] },
  { provider: "LOG", client: "PROD", weight: "40", products: ["LOG-RECV", "LOG-INV"] },
  { provider: "LOG", client: "SERV", weight: "10", products: ["LOG-SHIP"] },
  { provider: "LOG", client: "MKT", weight: "10", products: ["LOG-CAR"] },
  { provider: "FAC", client: "SALES", weight: "30", products: ["FAC-PASS", "FAC-ROOM"] },
  { provider: "FAC", client: "PROD", weight: "40", products: ["FAC-REP", "FAC-CLEAN"] },
  { provider: "FAC", client: "FIN", weight: "15", products: ["FAC-REP", "FAC-STAT"] },
  { provider: "FAC", client: "ENG", weight: "15", products: ["FAC-MOVE", "FAC-PASS"] },
  { provider: "MKT", client: "SALES", weight: "1", products: ["MKT-MAT"] },
];

const SURNAMES = "Соколов Лебедев Козлов Новиков Морозов Волков Зайцев Павлов Семёнов Голубев Виноградов Богданов Воробьёв Фёдоров Михайлов Беляев Тарасов Белов Комаров Орлов Киселёв Макаров Андреев Ковалёв Ильин Гусев Титов Кузьмин Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сорокин Сергеев Романов Захаров Борисов Королёв Герасимов Пономарёв Григорьев Лазарев Медведев Ершов Никитин Соболев Рябов Поляков Цветков Данилов Жуков Фролов Журавлёв Николаев Крылов Максимов Сидоров Осипов Белоусов Федотов Дорофеев Егоров Матвеев Бобров Дмитриев Калинин Анисимов Петухов Антонов Тимофеев Никифоров Веселов Филиппов Марков Большаков Суханов Миронов Ширяев".split(" ");
const MEN = "Алексей Дмитрий Сергей Андрей Михаил Павел Иван Николай Артём Роман Олег Виктор Юрий Константин Григорий".split(" ");
const WOMEN = "Анна Мария Ольга Елена Наталья Ирина Татьяна Светлана Екатерина Юлия Марина Дарья Вера Полина Ксения".split(" ");
const FATHERS = ["Алексеев", "Дмитриев", "Сергеев", "Андреев", "Михайлов", "Павлов", "Иванов", "Николаев", "Романов", "Олегов", "Викторов", "Юрьев"];

export interface SeedName {
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string;
}

/** The n-th invented name; the first few thousand differ from each other. */
export function nameOf(n: number): SeedName {
  const isWoman = n % 2 === 0;
  const surname = SURNAMES[(n * 7) % SURNAMES.length]!;
  const father = FATHERS[(n * 5 + Math.floor(n / 12)) % FATHERS.length]!;
  return {
    surname: isWoman ? `${surname}а` : surname,
    givenName: (isWoman ? WOMEN : MEN)[(n * 3 + Math.floor(n / 15)) % 15]!,
    patronymic: `${father}${isWoman ? "на" : "ич"}`.replace("ейн", "еевн").replace(/ич$/, "ич"),
  };
}
