import { Link } from "@remix-run/react";
import type { CaseState } from "#app/domain/improvement/decide-case.ts";
import { useT } from "#app/i18n/use-t.ts";
import { CASE_LOOKS, StateChip } from "./state-chip.tsx";

interface ListedCase {
  readonly id: string;
  readonly problem: string;
  readonly action: string;
  readonly state: CaseState;
}

/** Improvement cases beside something else: each with what is done in it and where it stands. */
export function CaseList({ cases }: { readonly cases: readonly ListedCase[] }) {
  const t = useT("improvement");
  return (
    <ul className="flex flex-col gap-3">
      {cases.map((row) => (
        <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 grow">
            <Link to={`/improvement/${row.id}`} className="door">
              {row.problem}
            </Link>
            {row.action ? <span className="block text-sm text-pretty text-muted">{row.action}</span> : null}
          </span>
          <StateChip state={CASE_LOOKS[row.state]} word={t(`state.${row.state}`)} size="small" />
        </li>
      ))}
    </ul>
  );
}
