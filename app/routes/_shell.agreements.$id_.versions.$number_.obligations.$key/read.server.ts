import { OBLIGATION_KINDS, type ObligationKind } from "#app/domain/agreement/terms.ts";
import { proposeTargetBp } from "#app/domain/agreement/propose-target.ts";
import { nameIn } from "#app/domain/names.ts";
import { lastMonths } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { clientParty } from "#app/operations/read-agreements.server.ts";
import { toObligation } from "#app/operations/negotiation-state.server.ts";
import { readKept } from "#app/operations/read-kept.server.ts";
import { loadGroups } from "#db/queries/agreement-pages.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { fieldsOf, newFields } from "./fields.ts";
import type { Editor } from "./open-editor.server.ts";

/** Months whose results say how an observed line goes. */
const OBSERVED_MONTHS = 12;

/** Everything that the editor shows besides the preview. `kind` and `productId` are asked for a new promise only: what a need speaks of. */
export async function readEditor(editor: Editor, context: AppContext, facts: PageFacts, kind: ObligationKind | null, productId: string | null = null) {
  const { agreement, version, row, speaker, book } = editor;
  const { locale } = facts;
  const groups = await loadGroups(context.store);
  const client = clientParty(agreement, speaker.departments, new Map(groups.map((group) => [group.id, group])));
  const products = [...speaker.products.values()].filter((product) => book.providerIds.has(product.providerId)).map((product) => ({ value: product.id, label: nameIn(product.name, locale) }));
  const provider = nameIn(speaker.departments.get(agreement.providerId)?.name ?? {}, locale);
  const from = version.from > facts.today ? version.from : facts.today;
  return {
    agreementId: agreement.id,
    agreement: `${provider} → ${client.name ? nameIn(client.name, locale) : translateIn(locale, "agreements")("everyone")}`,
    number: version.number,
    rowVersion: version.rowVersion,
    isDraft: editor.isDraft,
    key: row?.key ?? null,
    name: row ? nameIn(row.name, locale) : null,
    kind: row?.kind ?? kind ?? OBLIGATION_KINDS[0],
    fields: row ? fieldsOf(toObligation(row), locale) : newFields({ kind: kind ?? OBLIGATION_KINDS[0], productId: (products.find((product) => product.value === productId) ?? products[0])?.value ?? "", dayEnd: facts.organisation?.dayEnd ?? "eod", from }, locale),
    products,
    teams: [...book.teamIds].map((id) => ({ value: id, label: nameIn(speaker.departments.get(id)?.name ?? {}, locale) })),
    observed: row ? await observedLine(row, context, facts) : null,
  };
}

/** How the line went so far, and the target that follows from it while it is only observed. */
async function observedLine(row: NonNullable<Editor["row"]>, context: AppContext, facts: PageFacts) {
  const months = lastMonths(facts.month, OBSERVED_MONTHS);
  const kept = await readKept(context.store, months, () => row.terms.missingMeasure, [row.key]);
  const sum = kept.sum([row.key]);
  const seen = months.filter((month) => kept.of(row.key, month).of > 0).length;
  const proposedBp = row.mode === "observe" ? proposeTargetBp({ kept: sum.kept, of: sum.of, months: seen }) : null;
  return sum.of === 0 ? null : { ...sum, isObserved: row.mode === "observe", proposedBp };
}

export type EditorPage = Awaited<ReturnType<typeof readEditor>>;
