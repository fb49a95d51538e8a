import { KeyRound } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs, type SettingsPart } from "#app/components/settings-tabs.tsx";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { TypedCheck, TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm } from "#app/components/typed-form.ts";
import { GRANTED_ROLES } from "#app/domain/access/actor.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { RequestsShown } from "./read.server.ts";
import type { GrantShown } from "./rows.server.ts";

interface RolesShown extends RequestsShown {
  readonly title: string;
  readonly sentence: string;
  readonly parts: readonly SettingsPart[];
  readonly zone: string;
  readonly mayGrant: boolean;
  readonly maySetFactors: boolean;
  readonly query: TableQuery;
  readonly total: number;
  readonly rows: readonly GrantShown[];
  readonly refusal: StepRefusal | null;
}

/** Who holds which role, what waits for a second person, and what became of the rest. */
export function RolesView(props: RolesShown) {
  const { waiting, turnedDown, refusal, zone } = props;
  const t = useT("access");
  return (
    <Page title={props.title} sentence={props.sentence} tabs={<SettingsTabs parts={props.parts} current="roles" />} action={props.mayGrant ? <LinkButton to="/settings/roles/new" tone="primary">{t("ask")}</LinkButton> : null}>
      {refusal ? <Notice tone="error">{refusal.sentence}</Notice> : null}
      {waiting.length > 0 ? <Waiting waiting={waiting} zone={zone} /> : null}
      <Grants {...props} />
      {turnedDown.length > 0 ? <TurnedDown turnedDown={turnedDown} zone={zone} /> : null}
      <FactorRoles chosen={props.factorRoles} mayEdit={props.maySetFactors} />
    </Page>
  );
}

/** What is asked for, as a sentence. */
function useAsked() {
  const t = useT("access");
  const common = useT("common");
  return (row: { readonly kind: "role" | "factor"; readonly role: GrantShown["role"] | null; readonly person: string }) => (row.role === null ? t("asked.factor", { person: row.person }) : t("asked.role", { person: row.person, role: common(`role.${row.role}`) }));
}

function Waiting({ waiting, zone }: Pick<RolesShown, "waiting" | "zone">) {
  const t = useT("access");
  const asked = useAsked();
  return (
    <Card title={t("waiting")} flush>
      <ul className="divide-y divide-line">
        {waiting.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-[1_1_18rem]">
              <p className="font-medium">{asked(row)}</p>
              <p className="text-sm text-pretty text-muted">
                {row.askedBy === null ? t("askedBy.cli") : t("askedBy", { person: row.askedBy })}, <Time at={row.askedAt} zone={zone} />: {row.reason}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              {row.mayConfirm ? (
                <StepDialog step="confirm" trigger={t("confirm")} title={asked(row)} consequence={t(row.kind === "role" ? "confirm.role" : "confirm.factor")} tone="primary">
                  <input type="hidden" name="id" value={row.id} />
                </StepDialog>
              ) : null}
              {row.mayTurnDown ? (
                <StepDialog step="turnDown" trigger={t(row.isOwn ? "withdraw" : "refuse")} title={asked(row)} consequence={t(row.isOwn ? "withdraw.consequence" : "refuse.consequence")} tone="plain">
                  <input type="hidden" name="id" value={row.id} />
                </StepDialog>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Grants({ rows, query, total, zone, mayGrant }: RolesShown) {
  const t = useT("access");
  const common = useT("common");
  const settings = useT("settings");
  return (
    <div className="rounded-lg border border-line">
      <DataTable
        label={t("roles")}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.personId}`}
        query={query}
        total={total}
        searchable
        csvTo="/settings/roles.csv"
        filters={[
          { name: "role", label: settings("role"), options: GRANTED_ROLES.map((value) => ({ value, label: common(`role.${value}`) })) },
          { name: "state", label: common("state"), options: [{ value: "held", label: t("state.held") }, { value: "ended", label: t("state.ended") }] },
        ]}
        columns={[
          { id: "name", header: common("person"), cell: (row) => row.name, sortable: true },
          { id: "role", header: settings("role"), cell: (row) => common(`role.${row.role}`) },
          { id: "state", header: common("state"), cell: (row) => <span className={row.state === "held" ? "text-met" : "text-muted"}>{t(`state.${row.state}`)}</span> },
          { id: "from", header: t("from"), cell: (row) => <Time at={row.from} zone={zone} />, sortable: true },
          { id: "to", header: t("to"), cell: (row) => (row.to === null ? "" : <Time at={row.to} zone={zone} />) },
          { id: "by", header: t("by"), cell: (row) => [row.grantedBy, row.confirmedBy].filter(Boolean).join(", ") || <span className="text-faint">{t("by.setup")}</span> },
          {
            id: "revoke",
            header: t("revoke"),
            cell: (row) =>
              mayGrant && row.state !== "ended" ? (
                <StepDialog step="revoke" trigger={t("revoke")} title={t("revoke.title", { person: row.name, role: common(`role.${row.role}`) })} consequence={t("revoke.consequence")} tone="plain">
                  <input type="hidden" name="id" value={row.id} />
                </StepDialog>
              ) : (
                row.endedBy
              ),
          },
        ]}
        empty={<EmptyState icon={<KeyRound aria-hidden size={20} />} title={t("roles.none")}>{t("roles.none.text")}</EmptyState>}
      />
    </div>
  );
}

function TurnedDown({ turnedDown, zone }: Pick<RolesShown, "turnedDown" | "zone">) {
  const t = useT("access");
  const asked = useAsked();
  return (
    <Card title={t("turnedDown")} flush>
      <ul className="divide-y divide-line">
        {turnedDown.map((row) => (
          <li key={row.id} className="px-4 py-2.5">
            <p>{asked(row)}</p>
            <p className="text-sm text-muted">
              {t(row.state === "withdrawn" ? "turnedDown.withdrawn" : "turnedDown.refused", { person: row.decidedBy ?? "" })}
              {row.decidedAt === null ? null : <>, <Time at={row.decidedAt} zone={zone} /></>}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Which roles need a second factor: a form for who may change it, words for the others. */
function FactorRoles({ chosen, mayEdit }: { readonly chosen: RequestsShown["factorRoles"]; readonly mayEdit: boolean }) {
  const t = useT("access");
  const common = useT("common");
  const form = freshForm(Object.fromEntries(chosen.map((role) => [role, "on"])));
  return (
    <Card title={t("factors")}>
      {mayEdit ? (
        <TypedFormFrame form={form} key={chosen.join()}>
          <input type="hidden" name="step" value="factors" />
          <p className="max-w-2xl text-pretty text-muted">{t("factors.text")}</p>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {GRANTED_ROLES.map((role) => (
              <TypedCheck key={role} form={form} name={role} label={common(`role.${role}`)} />
            ))}
          </div>
          <div>
            <TypedSubmit tone="plain">{t("factors.save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      ) : (
        <p>{chosen.length === 0 ? t("factors.nobody") : chosen.map((role) => common(`role.${role}`)).join(", ")}</p>
      )}
    </Card>
  );
}
