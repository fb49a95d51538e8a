import { Form, Link, useNavigation, useSearchParams, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { Check, FileCode2 } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TABLE_EVENT_TYPES } from "#app/domain/intake/mapping.ts";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { DateParts, ReadingParts, Preview, SplitPart, StartFrom } from "./parts.tsx";
import { ColumnChoice, Labelled, Part, ReferenceChoice, SELECT_LOOK, TEXT_LOOK } from "./fields.tsx";
import type { MappingPageData } from "./read-mapping.server.ts";
import { ReferenceValues, WordValues } from "./values.tsx";

export interface MappingRefusal {
  readonly code: string;
  readonly field: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export type PageData = MappingPageData & { readonly title: string };

/** Choices after which other parts of the page say something else: values of a column, dates read back. */
const REFRESHING = /^(shape|product|client|provider|activity|at|status|statusAt|format|missing|e\..*|csv\..*)$/;

/** What every column of an uploaded file means: guessed, shown with examples, corrected, then checked. */
export function MappingView({ data, refusal }: { readonly data: PageData; readonly refusal: MappingRefusal | null }) {
  const t = useT("intake");
  const work = useT("work");
  const locale = useLocale();
  const navigation = useNavigation();
  const [params] = useSearchParams();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const submit = useSubmit();
  const refresh = (event: FormEvent<HTMLFormElement>) => {
    const field = event.target;
    if ((field instanceof HTMLSelectElement || (field instanceof HTMLInputElement && field.type !== "text")) && REFRESHING.test(field.name)) submit(event.currentTarget, { preventScrollReset: true, replace: true });
  };
  const { draft, columns } = data;
  const isLog = data.shape === "log";
  const say = (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(`refused.${code}` as Key<"intake">, facts);
  // After a refused check every fault stands at its field.
  const faultOf = (field: string): string | undefined => {
    if (!refusal) return undefined;
    const fault = data.faults.find((one) => one.field === field);
    return fault ? say(fault.code, { detail: fault.value ?? "" }) : refusal.field === field ? say(refusal.code, refusal.facts) : undefined;
  };
  const column = (name: string, label: string, value: string | undefined, more: { hint?: string; dates?: boolean; field?: string } = {}) => (
    <ColumnChoice key={name} name={name} label={label} value={value} columns={columns} hint={more.hint} dates={more.dates} fault={faultOf(more.field ?? name)} />
  );
  const of = (field: { column?: string } | { value: string } | undefined) => (field && "column" in field ? field.column : undefined);
  const things = { product: data.products, client: data.departments, provider: data.departments };
  const counts = { rows: formatCount(data.rows, locale), columns: formatCount(data.columns.length, locale) };
  const [measure] = Object.entries(draft.task.measures ?? {});
  return (
    <Page
      title={data.title}
      width="full"
      crumbs={[
        { label: work("title"), to: "/work" },
        { label: t("title"), to: "/work/import" },
      ]}
      sentence={t(data.complete ? "map.sentence" : "map.sentence.part", counts)}
      action={
        <Button form="mapping" name="intent" value="check" tone="primary" icon={<Check aria-hidden size={15} />} disabled={busy} aria-busy={busy}>
          {t("map.check")}
        </Button>
      }
    >
      {refusal ? (
        <Notice tone="error">
          {data.faults.length > 0 ? (
            <>
              {t("map.faults")}
              <ul className="ml-4 list-disc">
                {data.faults.map((fault) => (
                  <li key={`${fault.field} ${fault.code}`}>{say(fault.code, { detail: fault.value ?? "" })}</li>
                ))}
              </ul>
            </>
          ) : (
            say(refusal.code, refusal.facts)
          )}
        </Notice>
      ) : null}
      {data.doubles.length > 0 ? <Notice tone="warning">{t("map.doubles", { names: data.doubles.join(", ") })}</Notice> : null}
      <Preview data={data} />
      <StartFrom data={data} busy={busy} />
      <Form method="post" id="mapping" preventScrollReset noValidate onChange={refresh} key={`${params.get("from") ?? ""} ${data.facts.heading} ${draft.split?.length ?? 0}`}>
        {/* The first button of a form is the one that Enter presses. */}
        <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden>
          {t("map.save")}
        </button>
        <Card>
          <div className="flex flex-col gap-5">
            <section className="flex flex-col gap-2">
              <h2 className="font-semibold">{t("map.shape")}</h2>
              <div className="grid gap-2 md:grid-cols-3">
                {(["one", "several", "log"] as const).map((shape) => (
                  <label key={shape} className="flex items-start gap-2.5 rounded-md border border-line p-3 has-checked:border-accent">
                    <input type="radio" name="shape" value={shape} defaultChecked={data.shape === shape} className="mt-[3px] size-4 shrink-0 accent-fill" />
                    <span>
                      <span className="font-medium">{t(`shape.${shape}`)}</span>
                      <span className="block text-sm text-pretty text-muted">{t(`shape.${shape}.hint`)}</span>
                    </span>
                  </label>
                ))}
              </div>
              {data.shape === "several" ? (
                <div className="max-w-xs">
                  <Labelled label={t("map.wins")}>
                    {(id) => (
                      <select id={id} name="wins" defaultValue={draft.wins ?? "last"} className={SELECT_LOOK}>
                        <option value="last">{t("wins.last")}</option>
                        <option value="first">{t("wins.first")}</option>
                      </select>
                    )}
                  </Labelled>
                </div>
              ) : null}
            </section>
            <Part title={t("map.columns")} hint={t("map.columns.hint")}>
              <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
                {column("id", t("field.id"), of(draft.task.id))}
                <ReferenceChoice name="product" label={t("field.product")} reference={draft.task.product} columns={columns} things={data.products} fault={faultOf("product")} />
                <ReferenceChoice name="client" label={t("field.client")} reference={draft.task.client} columns={columns} things={data.departments} fault={faultOf("client")} />
                <ReferenceChoice name="provider" label={t("field.provider")} reference={draft.task.provider} columns={columns} things={data.departments} fault={faultOf("provider")} />
                {column("title", t("field.title"), of(draft.task.title))}
                {column("requester", t("field.requester"), of(draft.task.requester))}
                {column("assignee", t("field.assignee"), of(draft.task.assignee))}
                {column("a.priority", t("field.priority"), draft.task.attributes?.["priority"], { field: "attribute.priority" })}
                {column("a.type", t("field.type"), draft.task.attributes?.["type"], { field: "attribute.type" })}
                {column("measure.column", t("field.measure"), measure?.[1])}
                {measure ? (
                  <Labelled label={t("field.measure.name")}>{(id) => <input id={id} name="measure.name" defaultValue={measure[0]} maxLength={60} className={TEXT_LOOK} />}</Labelled>
                ) : (
                  <input type="hidden" name="measure.name" value="defects" />
                )}
              </div>
            </Part>
            {isLog ? (
              <Part title={t("field.activity")}>
                <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
                  {column("activity", t("field.activity"), draft.log?.activity)}
                  {column("at", t("field.at"), draft.log?.at, { dates: true })}
                  {column("eventId", t("field.eventId"), draft.log?.id)}
                  {column("order", t("field.order"), draft.log?.order)}
                </div>
                {data.words ? <WordValues values={data.words} rules={draft.log?.rules ?? []} isLog other={draft.log?.other ?? "quarantine"} hiddenRules={data.hiddenRules} /> : null}
                {faultOf("rules") ? <p role="alert" className="text-sm text-breach">{faultOf("rules")}</p> : null}
              </Part>
            ) : (
              <Part title={t("map.dates")}>
                <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
                  {TABLE_EVENT_TYPES.map((type) => column(`e.${type}`, t(`field.${type}`), draft.events?.[type], { dates: true, field: type }))}
                  {column("status", t("field.status"), draft.status?.column)}
                  {draft.status ? column("statusAt", t("field.statusAt"), draft.status.at, { dates: true }) : null}
                </div>
                <p className="text-sm text-pretty text-muted">{t("field.status.hint")} {draft.events?.due_agreed ? t("field.due_agreed.hint") : ""}</p>
                {data.words ? <WordValues values={data.words} rules={draft.status?.rules ?? []} isLog={false} other={draft.status?.other ?? "ignore"} hiddenRules={data.hiddenRules} /> : null}
              </Part>
            )}
            <DateParts data={data} faultOf={faultOf} />
            {(["product", "client", "provider"] as const).map((name) => {
              const values = data[name];
              const reference = draft.task[name];
              if (!values || !reference || !("column" in reference)) return null;
              const mayCreate = name === "product" ? data.mayCreate.products : data.mayCreate.departments;
              return (
                <Part key={`${name} ${values.column}`} title={t(`field.${name}`)}>
                  <ReferenceValues name={name} title={t(`map.values.${name}`, { column: values.column })} values={values} map={reference.map ?? {}} prefix={reference.prefix ?? ""} things={things[name]} create={reference.create !== undefined} mayCreate={mayCreate} />
                </Part>
              );
            })}
            <SplitPart data={data} />
            <ReadingParts data={data} />
            <Part title={t("map.sourceName")}>
              <div className="max-w-sm">
                <Labelled label={t("source")} hint={t("map.sourceName.hint")} fault={faultOf("source")}>
                  {(id, describedBy) => <input id={id} name="source" defaultValue={draft.source} maxLength={60} aria-describedby={describedBy} className={TEXT_LOOK} />}
                </Labelled>
              </div>
            </Part>
            <div className="flex flex-wrap gap-2 border-t border-line pt-4">
              <Button name="intent" value="save" disabled={busy}>
                {t("map.save")}
              </Button>
              <LinkButton to={`/work/import/${data.batchId}/yaml`} tone="quiet" icon={<FileCode2 aria-hidden size={15} />}>
                {t("map.asYaml")}
              </LinkButton>
              <Link to="/work/import" className="door self-center text-sm">
                {t("past")}
              </Link>
            </div>
          </div>
        </Card>
      </Form>
    </Page>
  );
}
