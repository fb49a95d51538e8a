import { Form, Link, useNavigation } from "@remix-run/react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { ClockWord } from "#app/components/clock-word.tsx";
import { CASE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import type { CaseAct, CaseState } from "#app/domain/improvement/decide-case.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { NamedCase } from "#app/operations/lists/case-list.server.ts";

export interface BoardCase extends NamedCase {
  readonly moves: readonly BoardMove[];
}

/** Steps that need no words; the others are taken on the case's own page. */
export const BOARD_MOVES = ["start", "hand_over", "confirm"] as const satisfies readonly CaseAct[];
type BoardMove = (typeof BOARD_MOVES)[number];

const COLUMNS = [
  { id: "open", states: ["open", "reopened"], title: "state.open" },
  { id: "in_progress", states: ["in_progress"], title: "state.in_progress" },
  { id: "to_check", states: ["to_check"], title: "state.to_check" },
  { id: "confirmed", states: ["confirmed"], title: "board.recent" },
] as const satisfies readonly { id: string; states: readonly CaseState[]; title: string }[];

/** The cases by state, one column each. Buttons move a case on, so that nothing needs a pointer. */
export function Board({ cases, zone, now }: { readonly cases: readonly BoardCase[]; readonly zone: string; readonly now: number }) {
  const t = useT("improvement");
  const locale = useLocale();
  const id = useId();
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-4">
      {COLUMNS.map((column) => {
        const own = cases.filter((row) => (column.states as readonly CaseState[]).includes(row.state));
        return (
          <section key={column.id} aria-labelledby={`${id}-${column.id}`} className="flex min-w-0 flex-col gap-3 rounded-lg bg-sunken p-3">
            <h2 id={`${id}-${column.id}`} className="flex items-center gap-2 font-semibold">
              {t(column.title)} <span className="figures text-sm font-normal text-muted">{formatCount(own.length, locale)}</span>
            </h2>
            {own.length === 0 ? <p className="text-sm text-muted">{t("board.none")}</p> : null}
            <ul className="flex flex-col gap-3">
              {own.map((row) => (
                <CaseCard key={row.id} row={row} zone={zone} now={now} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function CaseCard({ row, zone, now }: { readonly row: BoardCase; readonly zone: string; readonly now: number }) {
  const t = useT("improvement");
  const locale = useLocale();
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-md border border-line bg-raised p-3">
      <Link to={`/improvement/${row.id}`} className="font-medium break-words hover:underline">
        {row.problem}
      </Link>
      <p className="text-sm text-muted">
        {row.provider} → {row.client}
      </p>
      {row.state === "reopened" ? (
        <span className="self-start">
          <StateChip state={CASE_LOOKS.reopened} word={t("state.reopened")} size="small" />
        </span>
      ) : null}
      <p className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{row.owner ?? t("owner.none")}</span>
        <span className="figures">
          {t("due")}: {formatDayShort(row.dueOn, locale)}
        </span>
      </p>
      {row.clock ? (
        <p className="flex flex-wrap gap-x-2 text-sm">
          <span>{t(`clock.${row.clock.clock}`)}:</span> <ClockWord {...row.clock} zone={zone} now={now} />
        </p>
      ) : null}
      {row.moves.length > 0 ? (
        <Form method="post" action={`/improvement/${row.id}`} preventScrollReset className="flex flex-wrap gap-2">
          <input type="hidden" name="rowVersion" value={row.rowVersion} />
          <input type="hidden" name="back" value="board" />
          {row.moves.map((act) => (
            <Button key={act} size="small" name="intent" value={act} disabled={busy} aria-label={`${t(`act.${act}`)}: ${row.problem}`} className="max-w-full">
              {t(`act.${act}`)}
            </Button>
          ))}
        </Form>
      ) : null}
    </li>
  );
}
