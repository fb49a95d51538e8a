import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { WeekSheet } from "./read.server.ts";

/** Four short tables under each other, small enough for one page. */
export function Sheet({ sheet }: { readonly sheet: WeekSheet }) {
  const { words } = sheet;
  const due = [words.when, words.task, words.to, words.who];
  return (
    <div className="flex flex-col gap-4 print:gap-3">
      <Part
        title={words.agenda}
        aside={
          <a href={sheet.csv} download className="no-print text-sm text-muted hover:text-ink hover:underline">
            CSV
          </a>
        }
        headings={due}
        rows={sheet.agenda.map((row) => ({ key: row.key, cells: [row.when, <Door to={row.to} title={row.title} />, row.other, row.who] }))}
        none={words.none}
        more={sheet.more}
      />
      <Part title={words.slack} headings={[words.line, words.target, words.open, words.bears]} rows={sheet.slack.map((row) => ({ key: row.key, cells: [<Door to={row.to} title={row.title} />, row.target, row.open, row.bears] }))} none={words.slackNone} more={null} />
      <Part title={words.late} headings={due} rows={sheet.late.rows.map((row) => ({ key: row.key, cells: [row.when, <Door to={row.to} title={row.title} />, row.other, row.who] }))} none={words.lateNone} more={sheet.late.more} />
      <Part
        title={words.owed}
        headings={[words.when, words.task, words.from, words.who]}
        rows={sheet.owed.rows.map((row) => ({ key: row.key, cells: [row.when, <Door to={row.to} title={row.title} />, row.other, row.who] }))}
        none={words.owedNone}
        more={sheet.owed.more}
      />
    </div>
  );
}

function Door({ to, title }: { readonly to: string; readonly title: string }) {
  return (
    <Link to={to} className="font-medium hover:underline">
      {title}
    </Link>
  );
}

interface Row {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

function Part({ title, aside, headings, rows, none, more }: { readonly title: string; readonly aside?: ReactNode; readonly headings: readonly string[]; readonly rows: readonly Row[]; readonly none: string; readonly more: string | null }) {
  return (
    <section className="keep-together min-w-0">
      <h2 className="flex items-baseline justify-between gap-3 border-b border-line-strong pb-1 font-semibold">
        {title}
        {aside}
      </h2>
      {rows.length === 0 ? (
        <p className="py-1.5 text-muted">{none}</p>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={title}>
          <table className="w-full text-sm max-sm:min-w-[36rem]">
            <thead className="text-muted">
              <tr>
                {headings.map((heading) => (
                  <th key={heading} scope="col" className="py-1 pr-3 text-left font-normal">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key} className="border-t border-line align-baseline">
                  {row.cells.map((cell, index) => (
                    <td key={index} className="py-1 pr-3 print:py-0.5">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {more ? <p className="border-t border-line py-1 text-sm text-muted">{more}</p> : null}
        </div>
      )}
    </section>
  );
}
