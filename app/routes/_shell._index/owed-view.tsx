import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/input-look.ts";
import type { AcceptRow, OwedCard } from "./card.ts";
import { CardView, DoorLink, RowLink } from "./view.tsx";

/** What others owe: a reminder beside what is late, acceptance and return in place, and what comes next. All of it works without a script. */
export function OwedView({ owed }: { readonly owed: OwedCard }) {
  const { remind, accept } = owed;
  return (
    <>
      <CardView
        card={owed.open}
        after={(row) =>
          remind.names[row.key] ? (
            <Form method="post" action={`/work/${row.key}/remind`} className="w-full px-4 pb-2">
              <Button size="small" aria-label={remind.names[row.key]}>
                {remind.label}
              </Button>
            </Form>
          ) : null
        }
      />
      {accept ? (
        <Card id="accept" title={accept.title} aside={<DoorLink {...accept.all} />} flush>
          <ul className="divide-y divide-line">
            {accept.rows.map((row) => (
              <li key={row.key}>
                <RowLink row={row} />
                <div className="flex flex-wrap gap-2 px-4 pb-2">
                  <AcceptForm row={row} words={accept.words} />
                  <ReturnForm row={row} words={accept.words} criteria={accept.criteria} />
                </div>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {owed.expected ? <CardView card={owed.expected} /> : null}
    </>
  );
}

type Accept = NonNullable<OwedCard["accept"]>;

const SUMMARY = "inline-flex h-7 items-center rounded-md border border-line-strong bg-raised px-2.5 text-sm font-medium select-none hover:bg-hover";

/** Asked once more, naming the delivery: it cannot be taken back. */
function AcceptForm({ row, words }: { readonly row: AcceptRow; readonly words: Accept["words"] }) {
  return (
    <details {...{ name: row.key }} className="open:order-last open:w-full">
      <summary className={SUMMARY}>{words.accept}</summary>
      <ActForm row={row} act="accept">
        <p className="text-sm text-pretty">{row.question}</p>
        <div>
          <Button size="small" tone="primary">
            {words.accept}
          </Button>
        </div>
      </ActForm>
    </details>
  );
}

function ReturnForm({ row, words, criteria }: { readonly row: AcceptRow; readonly words: Accept["words"]; readonly criteria: Accept["criteria"] }) {
  return (
    <details {...{ name: row.key }} className="open:order-last open:w-full">
      <summary className={SUMMARY}>{words.giveBack}</summary>
      <ActForm row={row} act="return">
        <label className="flex flex-col gap-1 text-sm">
          {words.criterion}
          <select name="criterion" className={`${INPUT_LOOK} h-8 pr-8 pl-2.5`}>
            {criteria.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm">
          {words.reason}
          <textarea name="reason" required rows={2} className={`${INPUT_LOOK} px-2.5 py-1.5`} />
        </label>
        <div>
          <Button size="small" tone="primary">
            {words.giveBack}
          </Button>
        </div>
      </ActForm>
    </details>
  );
}

/** The task's own act; refused, it is that task's page which says why and keeps what was typed. */
function ActForm({ row, act, children }: { readonly row: AcceptRow; readonly act: string; readonly children: ReactNode }) {
  return (
    <Form method="post" action={`/work/${row.id}?back=home`} encType="multipart/form-data" className="mt-2 flex max-w-xl flex-col gap-2 rounded-md border border-line bg-sunken p-3">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="seq" value={row.seq} />
      {children}
    </Form>
  );
}
