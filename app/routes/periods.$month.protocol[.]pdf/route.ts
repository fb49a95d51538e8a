import type { LoaderFunctionArgs } from "@remix-run/node";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { closingProtocol } from "#app/operations/closing-protocol.server.ts";
import { documentBlocks } from "#app/operations/document-words.server.ts";
import { printClosingProtocol } from "#app/operations/print-closing-protocol.server.ts";
import { nameDisputes } from "#app/web/dispute-rows.server.ts";
import { fileAnswer } from "#app/web/file-answer.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The protocol of a closed month in both languages, the reader's first; for those who see the whole company's periods. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "period.read");
  allow(viewer, "period.read", {});
  const protocol = await closingProtocol(context.store, params.month ?? "");
  if (!protocol) throw fault(404, "not_found");
  const locales = (await localeFor(request, context)) === "ru" ? (["ru", "en"] as const) : (["en", "ru"] as const);
  const parts = await Promise.all(locales.map(async (locale) => ({
    locale,
    carried: await nameDisputes(context.store, protocol.carried, locale),
    words: await documentBlocks(context.store, "protocol", locale, { organisation: nameIn(protocol.organisation, locale), month: formatPeriod(protocol.month, locale) }),
  })));
  return fileAnswer(await printClosingProtocol(protocol, parts, context.now()), "application/pdf", `closing-${protocol.month}.pdf`);
}
