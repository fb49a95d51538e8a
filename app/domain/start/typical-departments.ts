import type { Names } from "../names.ts";

export interface TypicalDepartment {
  readonly code: string;
  readonly name: Names;
  /** Whether it mainly serves others inside the company. */
  readonly serves: boolean;
}

/** Departments that most companies have, to be ticked at the beginning. */
export const TYPICAL_DEPARTMENTS: readonly TypicalDepartment[] = [
  { code: "FIN", name: { en: "Finance", ru: "Финансовая служба" }, serves: true },
  { code: "IT", name: { en: "IT", ru: "ИТ-служба" }, serves: true },
  { code: "HR", name: { en: "Human resources", ru: "Служба персонала" }, serves: true },
  { code: "PROC", name: { en: "Procurement", ru: "Снабжение" }, serves: true },
  { code: "LEGAL", name: { en: "Legal", ru: "Юридическая служба" }, serves: true },
  { code: "LOG", name: { en: "Logistics", ru: "Логистика" }, serves: true },
  { code: "FAC", name: { en: "Facilities", ru: "Хозяйственная служба" }, serves: true },
  { code: "MKT", name: { en: "Marketing", ru: "Маркетинг" }, serves: false },
  { code: "SALES", name: { en: "Sales", ru: "Отдел продаж" }, serves: false },
  { code: "PROD", name: { en: "Production", ru: "Производство" }, serves: false },
  { code: "SUP", name: { en: "Customer service", ru: "Клиентский сервис" }, serves: false },
];

/** A department typed in as one line: `CODE; Name`, or the name alone, from which a code is made by its number. */
export function readDepartmentLines(text: string, taken: ReadonlySet<string>): { readonly code: string; readonly name: string }[] {
  const used = new Set(taken);
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const parts = line.split(/[;\t]/).map((part) => part.trim());
      const [code, name] = parts.length > 1 ? [parts[0]!, parts.slice(1).join(" ")] : [freeCode(used), parts[0]!];
      used.add(code);
      return { code, name };
    });
}

function freeCode(used: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) if (!used.has(`D${n}`)) return `D${n}`;
}
