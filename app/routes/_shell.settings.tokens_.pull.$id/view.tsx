import { Form, Link } from "@remix-run/react";
import { CloudDownload } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { PullActed } from "./act.server.ts";
import { PullMapping, PullSettings } from "./forms.tsx";
import { Tried } from "./tried.tsx";

type RunState = "done" | "more" | "failed";

interface RunShown {
  readonly id: string;
  readonly startedAt: number;
  readonly state: RunState;
  readonly pages: number;
  readonly items: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly quarantined: number;
  readonly batchId: string | null;
  readonly fault: string | null;
  readonly detail: string;
}

export interface PullShown {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly rowVersion: number;
  readonly hasSecret: boolean;
  readonly standing: "on" | "paused" | "failing";
  readonly state: { readonly position: string | null; readonly isHalfway: boolean; readonly nextAt: number | null; readonly lastGoodAt: number | null; readonly fault: string | null; readonly detail: string };
  readonly values: Readonly<Record<string, string>>;
  readonly mapping: string;
  readonly query: TableQuery;
  readonly total: number;
  readonly runs: readonly RunShown[];
  readonly acted: PullActed | null;
}

const TONES: Record<RunState, string> = { done: "text-met", more: "text-run", failed: "text-breach" };

/** One fetched list: how it stands, how it is fetched and read, and its runs. */
export function PullView(props: PullShown) {
  const { acted, state } = props;
  const t = useT("sources");
  const why = (code: string, detail: string) => t(`why.${code}` as Key<"sources">, { detail });
  const formOf = (intent: string, values: Readonly<Record<string, string>>): TypedForm => (acted?.kind === "form" && acted.intent === intent ? { ...acted.form, values: { ...values, ...acted.form.values } } : freshForm(values));
  const refusal = acted?.kind === "form" && !["save", "map"].includes(acted.intent) ? Object.values(acted.form.faults)[0] : undefined;
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="pull" />} width="full">
      {refusal ? <Notice tone="error">{refusal}</Notice> : null}
      {acted?.kind === "silent" ? <Notice tone="error">{why(acted.code, acted.detail)}</Notice> : null}
      <Card title={t(`pull.state.${props.standing}`)} aside={<Steps {...props} />}>
        <Facts
          rows={[
            { name: t("pull.last"), value: state.lastGoodAt === null ? t("pull.never") : <Time at={state.lastGoodAt} zone={props.zone} /> },
            { name: t("pull.next"), value: state.nextAt === null ? "–" : <Time at={state.nextAt} zone={props.zone} /> },
            { name: t("pull.position"), value: state.position === null ? t("pull.position.none") : <code className="font-mono text-sm break-all">{state.position}</code> },
            ...(state.isHalfway ? [{ name: "", value: t("pull.halfway") }] : []),
            ...(state.fault ? [{ name: t("pull.fault"), value: <span className="text-breach">{why(state.fault, state.detail)}</span> }] : []),
          ]}
        />
        <Form method="post" preventScrollReset className="mt-4 flex flex-wrap items-center gap-3">
          <Button tone="plain" name="intent" value="try">
            {t("pull.try")}
          </Button>
          <span className="text-sm text-pretty text-muted">{t("pull.try.hint")}</span>
        </Form>
      </Card>
      {acted?.kind === "tried" ? <Tried acted={acted} zone={props.zone} /> : null}
      <PullSettings form={formOf("save", props.values)} rowVersion={props.rowVersion} hasSecret={props.hasSecret} />
      <PullMapping form={formOf("map", { mapping: props.mapping })} rowVersion={props.rowVersion} />
      <Card title={t("pull.runs")} flush>
        <DataTable
          label={t("pull.runs")}
          rows={props.runs}
          rowKey={(row) => row.id}
          query={props.query}
          total={props.total}
          columns={[
            { id: "when", header: t("run.when"), cell: (row) => <Time at={row.startedAt} zone={props.zone} /> },
            {
              id: "state", header: t("run.state"),
              cell: (row) => (
                <>
                  <span className={TONES[row.state]}>{t(`run.${row.state}`)}</span>
                  {row.fault ? <span className="block text-sm text-pretty text-muted">{why(row.fault, row.detail)}</span> : null}
                </>
              ),
            },
            ...(["pages", "items", "changed", "unchanged", "skipped", "quarantined"] as const).map((name) => ({ id: name, header: t(name === "changed" ? "run.accepted" : `run.${name}`), align: "end" as const, cell: (row: RunShown) => <span className="figures">{row[name]}</span> })),
            { id: "import", header: t("run.import"), cell: (row) => (row.batchId ? <Link to={`/work/import/${row.batchId}`} className="door">{t("run.import")}</Link> : <span className="text-faint">–</span>) },
          ]}
          empty={<EmptyState icon={<CloudDownload aria-hidden size={20} />} title={t("pull.runs.none")}>{t("pull.runs.none.text")}</EmptyState>}
        />
      </Card>
    </Page>
  );
}

function Steps({ standing, title }: PullShown) {
  const t = useT("sources");
  const button = (intent: string, label: string) => (
    <Form method="post" preventScrollReset>
      <Button tone="plain" name="intent" value={intent}>
        {label}
      </Button>
    </Form>
  );
  return (
    <>
      {standing === "paused" ? button("go", t("pull.go")) : button("pause", t("pull.pause"))}
      {standing === "paused" ? null : button("now", t("pull.now"))}
      <StepDialog trigger={t("pull.anew")} title={t("pull.anew.title", { name: title })} consequence={t("pull.anew.consequence")} tone="plain">
        <input type="hidden" name="intent" value="anew" />
      </StepDialog>
    </>
  );
}
