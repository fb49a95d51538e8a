import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { classNames } from "#app/components/class-names.ts";
import { Figure } from "#app/components/figure.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import type { HomeCard, HomeRow } from "./card.ts";

/** A part of Home: figure, sentences, rows that are doors, or what comes when there are none. `after` stands behind a row. */
export function CardView({ card, after }: { readonly card: HomeCard; readonly after?: (row: HomeRow) => ReactNode }) {
  const { figure, lines = [], rows, empty } = card;
  const isEmpty = rows.length === 0 && !figure;
  return (
    <Card id={card.id} title={card.title} aside={card.all ? <DoorLink {...card.all} /> : card.remark} flush>
      {figure || lines.length > 0 ? (
        <div className={classNames("flex flex-col gap-1 px-4 py-3", rows.length > 0 && "border-b border-line")}>
          {figure ? (
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Figure to={figure.to} label={figure.label} className="text-xl font-semibold tracking-tight">
                {figure.text}
              </Figure>
              {figure.note ? <span className="figures text-muted">{figure.note}</span> : null}
            </p>
          ) : null}
          {lines.map((line) => (
            <p key={line} className="text-pretty text-muted">
              {line}
            </p>
          ))}
        </div>
      ) : null}
      {isEmpty && empty ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-4">
          <p className="min-w-0 text-pretty text-muted">{empty.text}</p>
          {empty.to && empty.label ? (
            <LinkButton to={empty.to} size="small">
              {empty.label}
            </LinkButton>
          ) : null}
        </div>
      ) : null}
      {rows.length > 0 ? (
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li key={row.key} className="flex flex-wrap items-center">
              <RowLink row={row} />
              {after?.(row)}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

export function DoorLink({ to, label }: { readonly to: string; readonly label: string }) {
  return (
    <Link to={to} className="font-medium text-accent hover:underline">
      {label}
    </Link>
  );
}

/** The row as a door: title and chip side by side, the detail below; on a phone the detail runs below both. */
export function RowLink({ row }: { readonly row: HomeRow }) {
  const aside = row.chip ? <StateChip state={row.chip.state} word={row.chip.word} size="small" /> : row.note ? <span className="figures text-sm text-muted">{row.note}</span> : null;
  return (
    <Link to={row.to} className="grid min-w-0 grow grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2 hover:bg-hover">
      <span className={classNames("font-medium text-pretty sm:line-clamp-2", aside ? "" : "col-span-2")}>{row.title}</span>
      {aside ? <span className={classNames("flex items-center gap-2", row.detail ? "sm:row-span-2" : "")}>{aside}</span> : null}
      {row.detail ? (
        <span title={row.exact} className={classNames("text-sm text-pretty max-sm:col-span-2", row.isLate ? "text-breach" : "text-muted")}>
          {row.detail}
        </span>
      ) : null}
    </Link>
  );
}
