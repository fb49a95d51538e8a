import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { printAgreement } from "#app/operations/print-agreement.server.ts";
import { readVersionPage } from "#app/routes/_shell.agreements.$id_.versions.$number/read.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** A version as PDF in both languages, the reader's first. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const locales = facts.locale === "ru" ? (["ru", "en"] as const) : (["en", "ru"] as const);
  const parts = await Promise.all(
    locales.map(async (locale) => {
      const page = await readVersionPage(request, context, viewer, { ...facts, locale }, params.id ?? "", params.number ?? "");
      return { locale, text: { ...page, state: translateIn(locale, "states")(page.state) }, number: page.number, code: page.code };
    })
  );
  const pdf = await printAgreement(parts);
  const name = `${parts[0]!.code}-${parts[0]!.number}`.replace(/[^\w-]+/g, "_");
  return new Response(new Uint8Array(pdf), { headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="${name}.pdf"` } });
}
