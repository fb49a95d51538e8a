import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

const EXAMPLES = [
  { number: "1001", en: ["Miller", "Anna", "Head of department"], ru: ["Миронова", "Анна", "Руководитель"], email: "anna@example.org" },
  { number: "1002", en: ["Brown", "Peter", "Specialist"], ru: ["Бурова", "Полина", "Специалист"], email: "peter@example.org" },
  { number: "1003", en: ["Clark", "Jane", "Specialist"], ru: ["Климов", "Егор", "Специалист"], email: "jane@example.org" },
] as const;
const HEADINGS = {
  en: ["Personnel number", "Surname", "Given name", "Email", "Department", "Position", "FTE", "From"],
  ru: ["Табельный номер", "Фамилия", "Имя", "Почта", "Код подразделения", "Должность", "Ставка", "Дата приема"],
} as const;

/** A file of people to begin with: the headings that the import knows, and a line for each of the first departments. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "start.read");
  allow(viewer, "start.read", {});
  const [{ locale, today }, departments] = await Promise.all([readPageFacts(request, context), loadDepartments(context.store)]);
  const codes = departments.filter((row) => row.parentId !== null && !row.isTeam).map((row) => row.code);
  const rows = EXAMPLES.map((one, index) => [one.number, ...one[locale].slice(0, 2), one.email, codes[index] ?? ["FIN", "IT", "SALES"][index]!, one[locale][2], "1", `${today.slice(0, 8)}01`]);
  return csvResponse("people.csv", HEADINGS[locale].map((header, index) => ({ header, value: (row: (typeof rows)[number]) => row[index] ?? null })), rows);
}

