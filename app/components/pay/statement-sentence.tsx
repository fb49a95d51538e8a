import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ExplainedStatement } from "#app/operations/explain-statement.server.ts";
import { statementSentence } from "./statement-words.ts";

/** What the person receives and of what, in the reader's language. */
export function StatementSentence({ explained }: { readonly explained: ExplainedStatement }) {
  return <>{statementSentence(explained, { t: useT("pay"), locale: useLocale() })}</>;
}
