import { canonicalJson } from "#app/domain/canonical-json.ts";
import { nameIn, wordsIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import type { InputTerms } from "#app/domain/agreement/terms.ts";
import { compareFacts, type FactChange } from "#app/format/compare-facts.ts";
import { formatDay } from "#app/format/date.ts";
import { obligationFacts, obligationSentence } from "#app/format/obligation-sentence.ts";
import type { FullVersion } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import type { ObligationSpeaker } from "./speak-obligations.server.ts";

/** One obligation that differs between two versions. */
export interface ObligationChange {
  readonly key: string;
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  /** What is new or gone. */
  readonly sentence: string | null;
  readonly facts: readonly FactChange[];
}

/** Something beside the promises that differs; null = it is not in that version. */
export interface TextChange {
  readonly part: "input" | "purpose" | "validity";
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface VersionComparison {
  readonly with: number;
  readonly changes: readonly ObligationChange[];
  readonly texts: readonly TextChange[];
}

/** What differs from one version to another, field by field, in the words of the sentences. */
export function compareVersions(
  speaker: ObligationSpeaker, agreement: AgreementRow, rows: readonly ObligationRow[], before: FullVersion, after: FullVersion, locale: Locale,
): VersionComparison {
  const ofVersion = (version: FullVersion) => rows.filter((row) => row.versionId === version.id).sort((a, b) => a.position - b.position);
  const [old, now] = [ofVersion(before), ofVersion(after)];
  const changes = [...new Set([...now, ...old].map((row) => row.key))].flatMap((key): ObligationChange[] => {
    const [was, is] = [old.find((row) => row.key === key), now.find((row) => row.key === key)];
    const name = nameIn((is ?? was)?.name ?? {}, locale);
    const [spokenBefore, spokenAfter] = [was ? speaker.speak(agreement, was) : null, is ? speaker.speak(agreement, is) : null];
    if (!spokenBefore || !spokenAfter) {
      const spoken = spokenAfter ?? spokenBefore;
      return spoken ? [{ key, name, kind: spokenAfter ? "added" : "removed", sentence: obligationSentence(spoken, locale), facts: [] }] : [];
    }
    const found = compareFacts(obligationFacts(spokenBefore, locale), obligationFacts(spokenAfter, locale));
    return found.length === 0 ? [] : [{ key, name, kind: "changed", sentence: null, facts: found }];
  });
  const texts: TextChange[] = [];
  for (const key of new Set([...after.inputs, ...before.inputs].map((input) => input.key))) {
    const [was, is] = [before.inputs.find((input) => input.key === key), after.inputs.find((input) => input.key === key)];
    if (was && is && canonicalJson(was) === canonicalJson(is)) continue;
    texts.push({ part: "input", name: nameIn((is ?? was)!.name, locale), before: was ? inputWords(was, locale) : null, after: is ? inputWords(is, locale) : null });
  }
  const purpose = (version: FullVersion) => (version.purpose ? nameIn(version.purpose, locale) : null);
  if (purpose(before) !== purpose(after)) texts.push({ part: "purpose", name: "", before: purpose(before), after: purpose(after) });
  const validity = (version: FullVersion) => `${formatDay(version.from, locale)} – ${version.to ? formatDay(version.to, locale) : "…"}`;
  if (validity(before) !== validity(after)) texts.push({ part: "validity", name: "", before: validity(before), after: validity(after) });
  return { with: before.number, changes, texts };
}

const inputWords = (input: InputTerms, locale: Locale): string => [nameIn(input.name, locale), wordsIn(input.due, locale), wordsIn(input.completeness ?? "", locale)].filter(Boolean).join(" · ");
