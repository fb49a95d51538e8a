import type { AuditedDetails } from "#app/domain/audit/audit-details.ts";
import { useT } from "#app/i18n/use-t.ts";
import { ChangeTable } from "./change-table.tsx";

/** What an entry of the audit log changed, before and after, and what else it says; folded until somebody asks. */
export function AuditDetails({ details }: { readonly details: AuditedDetails }) {
  const t = useT("settings");
  const { changes, facts } = details;
  if (changes.length === 0 && facts.length === 0) return <span className="text-faint">–</span>;
  return (
    <details>
      <summary className="opens cursor-pointer text-muted">{changes.length > 0 ? t("details.changes", { count: changes.length }) : t("details.show")}</summary>
      {/* Names of columns, the same in every language. */}
      <div translate="no" className="mt-2 flex max-w-xl flex-col gap-2">
        {changes.length > 0 ? <ChangeTable changes={changes.map((change) => ({ ...change, name: change.name === "" ? t("details.value") : change.name }))} /> : null}
        {facts.length > 0 ? (
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
            {facts.map((fact) => (
              <div key={fact.name} className="contents">
                <dt className="text-faint">{fact.name}</dt>
                <dd className="break-words">{fact.value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </details>
  );
}
