import { Award } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { type ClientLevel, LEAST_PEERS, LEVELS } from "#app/domain/level/client-level.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Choices } from "./choices.tsx";
import type { LevelsData } from "./read.server.ts";

/** One's own level, the word one is asked for, and the lists of those who see more. */
export function LevelsView({ data, form }: { readonly data: LevelsData; readonly form: TypedForm }) {
  const t = useT("levels");
  const { list } = data;
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: t("person"), to: "/people" }]}>
      {data.asks.length > 0 ? <Choices asks={data.asks} form={form} /> : null}
      <Own own={data.own} />
      {data.mayKeep ? <Keep data={data} form={form} /> : null}
      {list.scope === null ? null : (
        <Card title={t(list.scope === "all" ? "everybody" : "people")} flush>
          <DataTable
            label={t(list.scope === "all" ? "everybody" : "people")} rows={list.rows} rowKey={(row) => row.personId} rowTo={(row) => `/people/${row.personId}`} query={list.query} total={list.total} searchable csvTo="/people/levels.csv"
            filters={[{ name: "level", label: t("level"), options: LEVELS.map((level) => ({ value: String(level), label: t(`level.${level}`) })) }]}
            columns={[
              { id: "name", header: t("person"), cell: (row) => row.name, sortable: true },
              { id: "department", header: t("department"), cell: (row) => row.department, sortable: true },
              { id: "level", header: t("level"), cell: (row) => (row.level === null ? <span className="text-faint">{t("level.none")}</span> : t(`level.${row.level as ClientLevel}`)), sortable: true },
              { id: "answers", header: t("answers"), cell: (row) => t("answers.of", { answered: row.answered, asked: row.asked }), align: "end", sortable: true },
              { id: "year", header: t("year"), cell: (row) => row.year, align: "end" },
            ]}
            empty={<EmptyState icon={<Award aria-hidden size={20} />} title={t("empty")}>{t("empty.text")}</EmptyState>}
          />
        </Card>
      )}
    </Page>
  );
}

function Own({ own }: { readonly own: LevelsData["own"] }) {
  const t = useT("levels");
  const level = (own?.level ?? null) as ClientLevel | null;
  const next = level !== null && level < 5 ? ((level + 1) as ClientLevel) : null;
  return (
    <Card title={t("own")} aside={own?.year}>
      {level === null ? (
        <p className="text-pretty text-muted">{own ? t("own.few", { year: own.year, least: LEAST_PEERS }) : t("own.none", { least: LEAST_PEERS })}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <div>
            <p className="font-medium">{t(`level.${level}`)}</p>
            <p className="text-pretty">{t(`anchor.${level}`)}</p>
          </div>
          <div className="border-l-2 border-line pl-3">
            <p className="text-sm text-muted">{next ? t("own.next") : t("own.top")}</p>
            {next ? <p className="text-pretty">{t(`anchor.${next}`)}</p> : null}
          </div>
        </div>
      )}
      <p className="mt-3 text-sm text-pretty text-muted">{t("own.how", { least: LEAST_PEERS })}</p>
    </Card>
  );
}

/** HR's part: the round, and what each level suggests. */
function Keep({ data, form }: { readonly data: LevelsData; readonly form: TypedForm }) {
  const t = useT("levels");
  const locale = useLocale();
  const formOf = (intent: string, values: Readonly<Record<string, string>>) => (form.values["intent"] === intent ? form : freshForm(values));
  const opening = formOf("open", { closesOn: data.closesOn });
  const policy = formOf("policy", Object.fromEntries((data.coefficients ?? []).map((one, index) => [`c${index + 1}`, formatDecimal(one, locale)])));
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("round")}>
        {data.round?.progress ? (
          <div className="flex flex-col gap-3">
            <p>{t("round.progress", data.round.progress)}</p>
            <div>
              <StepDialog title={t("round.close.title", { year: data.round.year })} consequence={t("round.close.consequence")} trigger={t("round.close")} tone="danger">
                <input type="hidden" name="intent" value="close" />
              </StepDialog>
            </div>
          </div>
        ) : data.mayOpen ? (
          <TypedFormFrame form={opening}>
            <input type="hidden" name="intent" value="open" />
            <p className="text-pretty text-muted">{t("round.open.text")}</p>
            <TypedText form={opening} name="closesOn" type="date" label={t("round.closesOn")} />
            <div>
              <TypedSubmit>{t("round.open", { year: data.year })}</TypedSubmit>
            </div>
          </TypedFormFrame>
        ) : (
          <p className="text-muted">{data.sentence}</p>
        )}
      </Card>
      <Card title={t("policy")}>
        <TypedFormFrame form={policy}>
          <input type="hidden" name="intent" value="policy" />
          <p className="text-pretty text-muted">{t("policy.text")}</p>
          {LEVELS.map((level) => <TypedText key={level} form={policy} name={`c${level}`} label={t(`level.${level}`)} inputMode="decimal" maxLength={6} className="w-24" />)}
          <div>
            <TypedSubmit tone="plain">{t("policy.save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
    </div>
  );
}
