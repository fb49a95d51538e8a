import { useT } from "#app/i18n/use-t.ts";
import type { PlanChange } from "#app/i18n/plan-words.ts";

/** Terms before and after, side by side; on a narrow screen below each other. */
export function ChangeTable({ changes }: { readonly changes: readonly PlanChange[] }) {
  const t = useT("plans");
  const [before, after] = [t("review.before"), t("review.after")];
  return (
    <div className="data-table-place">
      <table className="data-table cards">
        <thead>
          <tr>
            <td />
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.name} ${change.before} ${change.after}`}>
              <th scope="row" className="text-start font-medium">
                {change.name}
              </th>
              <td data-label={before} className="whitespace-normal">
                {change.before ?? t("review.absent")}
              </td>
              <td data-label={after} className="whitespace-normal">
                {change.after ?? t("review.absent")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
