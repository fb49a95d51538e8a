import { Form } from "@remix-run/react";
import { Inbox } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import type { SettingsPart } from "#app/components/settings-tabs.tsx";
import { SourceTabs } from "#app/components/source-tabs.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";

type DeliveryState = "working" | "taken" | "ignored" | "refused";

interface DeliveryShown {
  readonly id: string;
  readonly receivedAt: number;
  readonly state: DeliveryState;
  readonly code: string | null;
  readonly detail: string | null;
  readonly externalId: string | null;
  readonly body: string | null;
}

const TONES: Record<DeliveryState, string> = { working: "text-muted", taken: "text-met", ignored: "text-muted", refused: "text-breach" };

/** One webhook: its address, its mapping, and what it was sent. */
export function HookInView(props: {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly isOn: boolean;
  readonly address: string;
  readonly rowVersion: number;
  readonly rows: readonly DeliveryShown[];
  readonly total: number;
  readonly query: TableQuery;
  readonly form: TypedForm;
}) {
  const { form, isOn } = props;
  const t = useT("hooks");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SourceTabs parts={props.parts} current="in" />} width="full">
      <Card aside={<Switch {...props} />} title={isOn ? t("state.on") : t("state.off")}>
        <Facts rows={[{ name: t("address"), value: <code className="font-mono text-sm break-all select-all">{props.address}</code> }]} />
      </Card>
      <Card title={t("mapping")}>
        <TypedFormFrame form={form}>
          <input type="hidden" name="rowVersion" value={props.rowVersion} />
          <div className="[&_textarea]:font-mono [&_textarea]:text-sm">
            <TypedLines form={form} name="mapping" label={t("mapping.label")} hint={t("mapping.hint")} rows={18} />
          </div>
          <div>
            <TypedSubmit intent="map">{t("mapping.save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
      <Card title={t("deliveries")} flush>
        <DataTable
          label={t("deliveries")}
          rows={props.rows}
          rowKey={(row) => row.id}
          query={props.query}
          total={props.total}
          filters={[{ name: "state", label: t("delivery.state"), options: (["taken", "ignored", "refused"] as const).map((value) => ({ value, label: t(`delivery.${value}`) })) }]}
          columns={[
            { id: "at", header: t("delivery.at"), cell: (row) => <Time at={row.receivedAt} zone={props.zone} /> },
            { id: "state", header: t("delivery.state"), cell: (row) => <span className={TONES[row.state]}>{t(`delivery.${row.state}`)}</span> },
            { id: "task", header: t("delivery.task"), cell: (row) => row.externalId ?? <span className="text-faint">–</span> },
            { id: "reason", header: t("delivery.reason"), cell: (row) => <Reason row={row} /> },
            { id: "content", header: t("delivery.content"), cell: (row) => <Content row={row} isOn={isOn} /> },
          ]}
          empty={<EmptyState icon={<Inbox aria-hidden size={20} />} title={t("deliveries.none")}>{t("deliveries.none.text")}</EmptyState>}
        />
      </Card>
    </Page>
  );
}

function Switch({ isOn, title }: { readonly isOn: boolean; readonly title: string }) {
  const t = useT("hooks");
  if (isOn)
    return (
      <StepDialog trigger={t("switchOff")} title={t("switchOff.title", { name: title })} consequence={t("switchOff.consequence")} tone="danger">
        <input type="hidden" name="intent" value="off" />
      </StepDialog>
    );
  return (
    <Form method="post">
      <Button tone="plain" name="intent" value="on">
        {t("switchOn")}
      </Button>
    </Form>
  );
}

function Reason({ row }: { readonly row: DeliveryShown }) {
  const t = useT("hooks");
  if (row.code === null) return <span className="text-faint">–</span>;
  return (
    <span className="text-pretty">
      {t(`why.${row.code}` as Key<"hooks">, { defaultValue: row.code })}
      {row.detail ? <span className="block font-mono text-sm break-all text-muted">{row.detail}</span> : null}
    </span>
  );
}

/** The content as text, never as markup; and the way to work on it again. */
function Content({ row, isOn }: { readonly row: DeliveryShown; readonly isOn: boolean }) {
  const t = useT("hooks");
  if (row.body === null) return <span className="text-faint">–</span>;
  return (
    <div className="flex flex-col gap-2">
      <details>
        <summary className="cursor-pointer text-accent">{t("delivery.show")}</summary>
        <pre className="mt-1 max-h-80 max-w-xl overflow-auto rounded-sm bg-sunken p-2 text-sm whitespace-pre-wrap break-all">{row.body}</pre>
      </details>
      {isOn ? (
        <Form method="post">
          <input type="hidden" name="intent" value="again" />
          <input type="hidden" name="delivery" value={row.id} />
          <Button tone="plain" size="small">
            {t("delivery.again")}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}
