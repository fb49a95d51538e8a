import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadCasesById, loadObligationNames } from "#db/queries/cases.server.ts";
import type { DepartmentRow } from "#db/queries/directory.server.ts";
import { loadVoicesById } from "#db/queries/voices.server.ts";
import type { Store } from "#db/store.ts";
import { caseTitle } from "./case-title.server.ts";
import type { SpokenNotice } from "./read-notice-words.server.ts";

type Refs = Readonly<Record<string, string>>;

/** Sentences of notices about what clients said and about improvement cases; null for those about something else. */
export async function openFollowUpWords(store: Store, refs: readonly Refs[], departments: ReadonlyMap<string, DepartmentRow>, locale: Locale): Promise<(kind: NoticeKind, refs: Refs) => SpokenNotice | null> {
  const [voices, cases] = await Promise.all([loadVoicesById(store, refs.flatMap((one) => one.voiceId ?? [])), loadCasesById(store, refs.flatMap((one) => one.caseId ?? []))]);
  const lines = await loadObligationNames(store, cases.flatMap((row) => row.obligationKey ?? []));
  const t = translateIn(locale, "notices");
  const nameOf = (id: string | null) => nameIn(departments.get(id ?? "")?.name ?? {}, locale);
  return (kind, { voiceId, caseId }) => {
    const voice = voices.find((row) => row.id === voiceId);
    if (voice) {
      const what = translateIn(locale, "voice")(`kind.${voice.kind}`);
      return { text: t(kind, { what, subject: voice.subject, client: nameOf(voice.clientId), provider: nameOf(voice.providerId) }), to: `/ratings/voice/${voice.id}` };
    }
    const found = cases.find((row) => row.id === caseId);
    if (!found) return null;
    const problem = caseTitle(found, lines, locale).slice(0, LONGEST);
    return { text: t(kind, { problem, client: nameOf(found.clientId), provider: nameOf(found.providerId) }), to: `/improvement/${found.id}` };
  };
}

/** So much of a problem stands in a notice. */
const LONGEST = 120;
