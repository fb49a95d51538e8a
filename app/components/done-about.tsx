import { Link } from "@remix-run/react";
import type { CaseState } from "#app/domain/improvement/decide-case.ts";
import { useT } from "#app/i18n/use-t.ts";
import { CASE_LOOKS, StateChip } from "./state-chip.tsx";

/** What a provider did about an answer: how far it is, and its words. The link is for who is signed in. */
export function DoneAbout({ done, withLink = false }: { readonly done: { readonly caseId: string; readonly state: CaseState; readonly action: string }; readonly withLink?: boolean }) {
  const t = useT("improvement");
  const asking = useT("asking");
  const chip = <StateChip state={CASE_LOOKS[done.state]} word={t(`state.${done.state}`)} size="small" />;
  return (
    <div className="flex flex-col items-start gap-1">
      {withLink ? <Link to={`/improvement/${done.caseId}`}>{chip}</Link> : chip}
      <p className="max-w-md text-pretty">{done.action || <span className="text-muted">{asking("done.notYet")}</span>}</p>
    </div>
  );
}
