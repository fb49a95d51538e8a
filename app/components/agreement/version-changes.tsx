import { Form } from "@remix-run/react";
import { ArrowRight, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import type { ShownState } from "#app/components/state-chip.tsx";
import type { ObligationFactName } from "#app/format/obligation-sentence.ts";
import { useT } from "#app/i18n/use-t.ts";

export interface ShownComparison {
  readonly with: number;
  readonly changes: readonly {
    readonly key: string;
    readonly name: string;
    readonly kind: "added" | "removed" | "changed";
    readonly sentence: string | null;
    readonly facts: readonly { readonly name: ObligationFactName; readonly before: string | null; readonly after: string | null }[];
  }[];
  readonly texts: readonly { readonly part: "input" | "purpose" | "validity"; readonly name: string; readonly before: string | null; readonly after: string | null }[];
}

/** What differs from another version, field by field; which one, the reader chooses. */
export function VersionChanges({ comparison, number, versions }: {
  readonly comparison: ShownComparison | null;
  readonly number: number;
  readonly versions: readonly { readonly number: number; readonly state: ShownState }[];
}) {
  const t = useT("negotiation");
  const agreements = useT("agreements");
  const states = useT("states");
  if (versions.length === 0) return null;
  return (
    <Card title={comparison ? agreements("changes", { from: comparison.with, to: number }) : t("compare")} flush>
      <Form method="get" preventScrollReset className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 text-sm">
        <label htmlFor="compare">{t("compare.with")}</label>
        <input type="hidden" name="version" value={number} />
        <select id="compare" name="compare" key={comparison?.with} defaultValue={comparison?.with} className={`${INPUT_LOOK} h-8 pr-8 pl-2`}>
          {versions.map((version) => (
            <option key={version.number} value={version.number}>
              {agreements("versionNumber", { number: version.number })} · {states(version.state)}
            </option>
          ))}
        </select>
        <Button size="small">{t("compare")}</Button>
      </Form>
      {comparison && comparison.changes.length + comparison.texts.length === 0 ? <p className="px-4 py-3 text-muted">{t("compare.none")}</p> : null}
      <ul className="divide-y divide-line">
        {comparison?.changes.map((change) => (
          <li key={change.key} className="px-4 py-3">
            <p className="flex items-center gap-2 font-medium">
              {change.kind === "added" ? <Plus aria-hidden size={14} className="text-met" /> : change.kind === "removed" ? <Minus aria-hidden size={14} className="text-breach" /> : null}
              {change.name}
              <span className="text-sm font-normal text-muted">{agreements(`change.${change.kind}`)}</span>
            </p>
            {change.sentence ? <p className="mt-1 text-muted">{change.sentence}</p> : null}
            <dl className="mt-1 space-y-1">
              {change.facts.map((fact) => (
                <Change key={fact.name} name={agreements(`fact.${fact.name}`)} before={fact.before} after={fact.after} />
              ))}
            </dl>
          </li>
        ))}
        {comparison && comparison.texts.length > 0 ? (
          <li className="px-4 py-3">
            <dl className="space-y-1">
              {comparison.texts.map((text) => (
                <Change key={text.part + text.name} name={text.part === "input" ? `${t("compare.inputs")}: ${text.name}` : t(`compare.${text.part}`)} before={text.before} after={text.after} />
              ))}
            </dl>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}

function Change({ name, before, after }: { readonly name: ReactNode; readonly before: string | null; readonly after: string | null }) {
  const t = useT("agreements");
  return (
    <div className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="flex flex-wrap items-center gap-x-2">
        <del className="rounded-sm bg-breach-soft px-1 text-breach decoration-1">{before ?? t("fact.absent")}</del>
        <ArrowRight aria-hidden size={13} className="text-faint" />
        <ins className="rounded-sm bg-met-soft px-1 text-met no-underline">{after ?? t("fact.absent")}</ins>
      </dd>
    </div>
  );
}
