import { Form, Link, useNavigation, useSubmit } from "@remix-run/react";
import { Send, UserX } from "lucide-react";
import { useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Labelled } from "#app/components/labelled.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { reasonSentence } from "#app/i18n/reason-sentence.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface PromiseLine {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly agreementId: string;
  readonly agreementCode: string;
  readonly versionNumber: number;
  readonly calendar: string;
  readonly reasons: readonly Reason[];
}

interface RequestData {
  readonly providers: readonly { readonly name: string; readonly products: readonly { readonly id: string; readonly name: string }[] }[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
  readonly values: { readonly product: string; readonly for: string; readonly neededBy: string; readonly title: string };
  readonly promise: {
    readonly provider: string;
    readonly client: string;
    readonly dueAt: number | null;
    readonly wantedAt: number | null;
    readonly lines: readonly PromiseLine[];
  } | null;
  readonly zone: string;
  readonly now: number;
}

interface Refusal {
  readonly code: string;
  readonly field: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly values: RequestData["values"];
}

/** A request in two fields; what is promised stands beside it before it is sent. */
export function NewRequestPage({ data, refusal }: { readonly data: RequestData; readonly refusal: Refusal | null }) {
  const t = useT("work");
  const common = useT("common");
  const submit = useSubmit();
  const navigation = useNavigation();
  const formRef = useRef<HTMLFormElement>(null);
  const values = refusal?.values ?? data.values;
  const errorOf = (field: string) => (refusal?.field === field ? t(`new.${refusal.code}` as Key<"work">, refusal.facts) : null);
  // The promise follows the choice by a plain GET of this page; without a script there is a button for it.
  const showPromise = () => {
    if (formRef.current) submit(formRef.current, { method: "get", replace: true, preventScrollReset: true });
  };
  const sending = navigation.formMethod === "POST";
  return (
    <Page title={t("new.title")} crumbs={[{ label: t("title"), to: "/work" }]} sentence={t("new.sentence")}>
      {data.departments.length === 0 ? (
        <EmptyState icon={<UserX aria-hidden size={20} />} title={t("new.noDepartment")} />
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Form ref={formRef} method="post" className="flex flex-col gap-4">
            <Labelled id="product" label={t("new.product")} error={errorOf("productId")}>
              <select
                id="product"
                name="product"
                required
                key={values.product}
                defaultValue={values.product}
                onChange={showPromise}
                aria-invalid={errorOf("productId") ? true : undefined}
                className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}
              >
                <option value="">{t("new.product.choose")}</option>
                {data.providers.map((provider) => (
                  <optgroup key={provider.name} label={provider.name}>
                    {provider.products.map((product) => (
                      <option key={product.id} value={product.id}>
                        {product.name}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            </Labelled>
            <Labelled id="neededBy" label={t("new.neededBy")} hint={t("new.neededBy.hint")} optional={common("optional")} error={errorOf("neededBy")}>
              <input
                id="neededBy"
                name="neededBy"
                type="date"
                min={data.today}
                defaultValue={values.neededBy}
                onBlur={data.promise ? showPromise : undefined}
                aria-invalid={errorOf("neededBy") ? true : undefined}
                className={`${INPUT_LOOK} h-9 w-48 px-3`}
              />
            </Labelled>
            <Labelled id="title" label={t("new.name")} optional={common("optional")} error={errorOf("title")}>
              <input id="title" name="title" maxLength={200} defaultValue={values.title} className={`${INPUT_LOOK} h-9 w-full px-3`} />
            </Labelled>
            {data.departments.length > 1 ? (
              <Labelled id="for" label={t("new.for")}>
                <select id="for" name="for" key={values.for} defaultValue={values.for} onChange={showPromise} className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
                  {data.departments.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </select>
              </Labelled>
            ) : (
              <input type="hidden" name="for" value={data.values.for} />
            )}
            <div className="flex flex-wrap gap-2">
              <Button tone="primary" icon={<Send aria-hidden size={15} />} disabled={sending} aria-busy={sending}>
                {t("new.send")}
              </Button>
              <noscript>
                <button formMethod="get" className="h-9 px-3 font-medium text-accent">
                  {t("new.show")}
                </button>
              </noscript>
            </div>
          </Form>
          {data.promise ? <PromiseCard data={data} promise={data.promise} /> : null}
        </div>
      )}
    </Page>
  );
}

/** Steps of an explanation that say what is promised; what has happened is nothing yet. */
const PROMISING = /^(cut_off|term_|day_|due$|no_due_date|input_awaited)/;

function PromiseCard({ data, promise }: { readonly data: RequestData; readonly promise: NonNullable<RequestData["promise"]> }) {
  const t = useT("work");
  const reasons = useT("reasons");
  const common = useT("common");
  const locale = useLocale();
  const view = { locale, zone: data.zone, now: data.now };
  return (
    <Card title={t("new.promise")} aside={t("new.provider", { provider: promise.provider })}>
      <div className="flex flex-col gap-4">
        {promise.lines.length === 0 ? (
          <Notice>{t("new.promise.none", { client: promise.client })}</Notice>
        ) : (
          <p className="text-lg font-semibold text-pretty">
            {promise.dueAt === null ? t("new.promise.noDue") : t("new.promise.due", { when: formatInstantNear(promise.dueAt, data.now, data.zone, locale) })}
          </p>
        )}
        {promise.dueAt !== null && promise.wantedAt !== null ? (
          <Notice tone={promise.wantedAt < promise.dueAt ? "warning" : "done"}>{t(promise.wantedAt < promise.dueAt ? "new.promise.tooLate" : "new.promise.inTime")}</Notice>
        ) : null}
        {promise.lines.map((line) => {
          const steps = line.reasons.filter((reason) => PROMISING.test(reason.code));
          return (
            <div key={line.key} className="flex flex-col gap-0.5 border-t border-line pt-3">
              <p className="font-medium">
                {line.name} <span className="font-normal text-faint">· {common(`kind.${line.kind}` as Key<"common">)}</span>
              </p>
              <p className="text-pretty text-muted">{steps.map((reason) => reasonSentence(reason, reasons, view)).join(" ")}</p>
              <p className="text-sm text-muted">
                <Link to={`/agreements/${line.agreementId}`} className="text-accent hover:underline">
                  {t("agreementVersion", { code: line.agreementCode, number: line.versionNumber })}
                </Link>
                {" · "}
                {line.calendar}
              </p>
            </div>
          );
        })}
      </div>
    </Card>
  );
}
