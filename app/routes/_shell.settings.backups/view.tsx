import { DatabaseBackup } from "lucide-react";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs, type SettingsPart } from "#app/components/settings-tabs.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatRun } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface CopyShown {
  readonly name: string;
  readonly bytes: number;
  readonly takenAt: number | null;
  /** Newest row of the audit log in it. */
  readonly auditRow: number | null;
  readonly isSigned: boolean;
  readonly keys: readonly string[];
  readonly check: { readonly checkedAt: number; readonly tookMs: number; readonly fault: string | null; readonly auditRows: number; readonly closedMonths: number } | null;
}

const MEGABYTE = 1024 * 1024;
const CODE = "rounded-sm bg-canvas px-1.5 py-0.5 font-mono text-sm break-all";

/** The nightly copies with what their checks found, and how one is put back. */
export function BackupsView({ title, sentence, parts, kept, copies, now, zone }: { readonly title: string; readonly sentence: string; readonly parts: readonly SettingsPart[]; readonly kept: { readonly days: number; readonly months: number }; readonly copies: readonly CopyShown[] | null; readonly now: number; readonly zone: string }) {
  const t = useT("backups");
  const settings = useT("settings");
  const locale = useLocale();
  const dash = <span className="text-faint">–</span>;
  return (
    <Page title={title} sentence={sentence} crumbs={[{ label: settings("jobs"), to: "/settings/jobs" }]} tabs={<SettingsTabs parts={parts} current="jobs" />}>
      {copies === null ? null : (
        <Card title={t("copies")} flush>
          <DataTable
            label={t("copies")}
            rows={copies}
            rowKey={(row) => row.name}
            columns={[
              { id: "name", header: t("file"), cell: (row) => <code className="font-mono text-sm break-all">{row.name}</code> },
              { id: "taken", header: t("taken"), cell: (row) => (row.takenAt === null ? dash : <Time at={row.takenAt} zone={zone} now={now} />) },
              { id: "check", header: t("check"), cell: (row) => <Check check={row.check} /> },
              { id: "counted", header: t("counted"), cell: (row) => (row.check ? t("counted.of", { rows: formatCount(row.check.auditRows, locale), months: formatCount(row.check.closedMonths, locale), time: formatRun(row.check.tookMs, locale) }) : dash) },
              { id: "size", header: t("size"), cell: (row) => t("megabytes", { n: formatCount(Math.max(1, Math.round(row.bytes / MEGABYTE)), locale) }), align: "end" },
              { id: "row", header: t("auditRow"), cell: (row) => (row.auditRow === null ? dash : formatCount(row.auditRow, locale)), align: "end", explain: t("auditRow.explain") },
              { id: "keys", header: t("keys"), cell: (row) => (row.keys.length > 0 ? row.keys.join(", ") : dash), explain: t("keys.explain") },
            ]}
            empty={<EmptyState icon={<DatabaseBackup aria-hidden size={20} />} title={t("none")}>{t("none.text")}</EmptyState>}
          />
        </Card>
      )}
      <Card title={t("how")}>
        <Facts
          rows={[
            { name: t("how.kept"), value: t("how.kept.text", { days: kept.days, months: kept.months }) },
            { name: t("how.now"), value: <code className={CODE}>npm run -s concord -- backup FILE</code> },
            { name: t("how.restore"), value: <><code className={CODE}>npm run -s concord -- restore FILE</code> <span className="block text-sm text-muted">{t("how.restore.text")}</span></> },
            { name: t("how.apart"), value: t("how.apart.text") },
          ]}
        />
      </Card>
    </Page>
  );
}

function Check({ check }: { readonly check: CopyShown["check"] }) {
  const t = useT("backups");
  if (check === null) return <StateChip state="unmeasurable" word={t("check.none")} size="small" />;
  if (check.fault === null) return <StateChip state="met" word={t("check.sound")} size="small" />;
  return (
    <span className="flex flex-col gap-1">
      <StateChip state="failed" word={t("check.fault")} size="small" />
      <span className="text-sm text-breach">{check.fault}</span>
    </span>
  );
}
