import type { LoaderFunctionArgs } from "@remix-run/node";
import { addDays } from "#app/domain/time/local-date.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";

const HEADINGS = {
  en: ["Number", "Title", "Product", "Client", "Requested", "Delivered"],
  ru: ["Номер", "Тема", "Продукт", "Клиент", "Запрошено", "Передано"],
} as const;
const LINES = 5;

/** A file of requests to begin with: products and clients of this company where it has some. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "start.read");
  allow(viewer, "start.read", {});
  const [{ locale, today }, departments, products] = await Promise.all([readPageFacts(request, context), loadDepartments(context.store), loadProducts(context.store)]);
  const clients = departments.filter((row) => row.parentId !== null && !row.isTeam).map((row) => row.code);
  const title = locale === "ru" ? "Заявка" : "Request";
  const rows = Array.from({ length: LINES }, (_, index) => {
    const product = products[index % Math.max(1, products.length)];
    const client = clients.filter((code) => code !== departments.find((row) => row.id === product?.providerId)?.code)[index % Math.max(1, clients.length - 1)];
    return [`R-${index + 1}`, `${title} ${index + 1}`, product?.code ?? "FIN-PAYSLIPS", client ?? "SALES", `${addDays(today, index - 10)} 10:00`, index % 2 === 0 ? `${addDays(today, index - 8)} 12:00` : ""];
  });
  return csvResponse("requests.csv", HEADINGS[locale].map((header, index) => ({ header, value: (row: (typeof rows)[number]) => row[index] ?? null })), rows);
}
