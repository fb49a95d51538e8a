import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/input-look.ts";
import { Notice } from "#app/components/notice.tsx";
import type { WeekCard } from "./card.ts";
import type { Assigned } from "./assign.server.ts";
import { DoorLink, RowLink } from "./view.tsx";

const FORM = "assign";

/** The agenda by day, giving work to somebody else in place, and the load of each person. */
export function WeekView({ week, assigned }: { readonly week: WeekCard; readonly assigned: Assigned | null }) {
  return (
    <Card id="week" title={week.title} aside={<DoorLink {...week.print} />} flush>
      <p className="border-b border-line px-4 py-3 text-pretty text-muted">{week.days.length === 0 ? week.empty : week.sentence}</p>
      {assigned ? (
        <div role="status" className="border-b border-line p-3">
          <Notice tone={assigned.tone}>
            {assigned.text}
            {assigned.refused.length > 0 ? (
              <ul className="list-disc pl-5">
                {assigned.refused.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
          </Notice>
        </div>
      ) : null}
      {week.days.map((day) => (
        <section key={day.day} aria-label={day.title} className="border-b border-line">
          <h3 className="flex items-baseline justify-between gap-3 bg-sunken px-4 py-1 text-sm font-medium">
            <span className="first-letter:uppercase">{day.title}</span>
            <Link to={day.to} className="door figures font-normal">
              {day.count}
            </Link>
          </h3>
          <ul className="divide-y divide-line">
            {day.rows.map((row) => (
              <li key={row.key} className="flex items-center">
                {row.chosen && week.assign ? <input type="checkbox" form={FORM} name="task" value={row.chosen} aria-label={row.choose} className="mr-1 ml-4 size-4 shrink-0 accent-fill" /> : null}
                <RowLink row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {week.assign ? (
        <Form id={FORM} method="post" action="/?index" preventScrollReset className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">
          <label className="text-sm text-muted" htmlFor="assign-person">
            {week.assign.label}
          </label>
          <select id="assign-person" name="personId" defaultValue="" className={`${INPUT_LOOK} h-8 max-w-full pr-8 pl-2.5 text-sm`}>
            <option value="">{week.assign.person}</option>
            {week.assign.people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
          <Button size="small">{week.assign.button}</Button>
        </Form>
      ) : null}
      {week.load.rows.length > 0 ? <LoadTable load={week.load} /> : null}
    </Card>
  );
}

function LoadTable({ load }: { readonly load: WeekCard["load"] }) {
  return (
    <div className="px-4 py-3">
      <h3 className="flex items-baseline justify-between gap-3 text-sm font-medium">
        {load.title}
        <a href={load.csv} download className="font-normal text-muted hover:text-ink hover:underline">
          CSV
        </a>
      </h3>
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={load.title}>
        <table className="mt-1 w-full text-sm">
          <thead className="text-muted">
            <tr>
              {load.headings.map((heading, index) => (
                <th key={heading} scope="col" className={index === 0 ? "py-1 pr-2 text-left font-normal" : "px-1.5 py-1 text-right font-normal whitespace-nowrap"}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {load.rows.map((row) => (
              <tr key={row.key} className="border-t border-line">
                <th scope="row" className="py-1 pr-2 text-left font-normal">
                  {row.name}
                </th>
                {row.cells.map((cell, index) => (
                  <td key={index} className="figures px-1.5 py-1 text-right">
                    {cell.to ? (
                      <Link to={cell.to} aria-label={cell.label} className="door inline-block min-w-6">
                        {cell.text}
                      </Link>
                    ) : (
                      <span className="text-faint">{cell.text}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
