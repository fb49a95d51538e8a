import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { Send, UserX } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Labelled } from "#app/components/labelled.tsx";
import { Page } from "#app/components/page.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import { type RequestAnswer, type RequestValues, type ShownPromise, WRITTEN, type WrittenField, type WrittenWords } from "./form.ts";
import { Help } from "./help.tsx";
import { FORM, LookedOverCards } from "./looked-over.tsx";
import { PromiseCard } from "./promise-card.tsx";

interface RequestData {
  readonly providers: readonly { readonly name: string; readonly products: readonly { readonly id: string; readonly name: string }[] }[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
  readonly values: RequestValues;
  readonly promise: ShownPromise | null;
  readonly zone: string;
  readonly now: number;
  /** Host of the service that improves wording; null = there is none. */
  readonly composerHost: string | null;
}

const wordsOf = (values: RequestValues): WrittenWords => ({ title: values.title, purpose: values.purpose, format: values.format, criteria: values.criteria, inputs: values.inputs, text: values.text });

/** What is written in the form: as typed, and as the server says after a step that changes it. */
function useWritten(values: RequestValues, answer: RequestAnswer | null) {
  const [words, setWords] = useState(wordsOf(values));
  const seen = useRef(answer);
  useEffect(() => {
    if (seen.current === answer) return;
    seen.current = answer;
    if (!answer) return;
    setWords(wordsOf(answer.values));
    if (answer.looked) document.getElementById("looked")?.focus();
  }, [answer]);
  return { words, say: (field: WrittenField, text: string) => setWords((before) => ({ ...before, [field]: text })) };
}

/** A request in two fields; what is promised stands beside it before it is sent, and help for whoever wants to say more. */
export function NewRequestPage({ data, answer }: { readonly data: RequestData; readonly answer: RequestAnswer | null }) {
  const t = useT("work");
  const common = useT("common");
  const submit = useSubmit();
  const navigation = useNavigation();
  const formRef = useRef<HTMLFormElement>(null);
  const values = answer?.values ?? data.values;
  const { words, say } = useWritten(values, answer);
  const promise = answer ? answer.promise : data.promise;
  const refusal = answer?.refusal ?? null;
  const errorOf = (field: string) => (refusal?.field === field ? t(`new.${refusal.code}` as Key<"work">, refusal.facts) : null);
  // The promise follows the choice by a plain GET of this page; without a script there is a button for it. What was written stays out of the address.
  const showPromise = () => {
    if (!formRef.current) return;
    const form = new FormData(formRef.current);
    submit(new URLSearchParams(["product", "for", "neededBy"].map((name) => [name, String(form.get(name) ?? "")])), { method: "get", replace: true, preventScrollReset: true });
  };
  const isBusy = navigation.formMethod === "POST";
  const hasHelp = answer !== null || WRITTEN.some((field) => field !== "title" && words[field] !== "");
  return (
    <Page title={t("new.title")} crumbs={[{ label: t("title"), to: "/work" }]} sentence={t("new.sentence")}>
      {data.departments.length === 0 ? (
        <EmptyState icon={<UserX aria-hidden size={20} />} title={t("new.noDepartment")} />
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Form ref={formRef} id={FORM} method="post" className="flex flex-col gap-4">
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
                onBlur={(event) => (promise && event.currentTarget.value !== values.neededBy ? showPromise() : undefined)}
                aria-invalid={errorOf("neededBy") ? true : undefined}
                className={`${INPUT_LOOK} h-9 w-48 px-3`}
              />
            </Labelled>
            <Labelled id="title" label={t("new.name")} optional={common("optional")} error={errorOf("title")}>
              <input id="title" name="title" maxLength={200} value={words.title} onChange={(event) => say("title", event.currentTarget.value)} aria-invalid={errorOf("title") ? true : undefined} className={`${INPUT_LOOK} h-9 w-full px-3`} />
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
              <Button tone="primary" icon={<Send aria-hidden size={15} />} disabled={isBusy} aria-busy={isBusy}>
                {t("new.send")}
              </Button>
              <noscript>
                <button name="intent" value="look" className="h-9 px-3 font-medium text-accent">
                  {t("new.show")}
                </button>
              </noscript>
            </div>
            <Help words={words} say={say} errorOf={errorOf} before={answer?.before ?? ""} isOpen={hasHelp} isBusy={isBusy} />
          </Form>
          <div className="flex min-w-0 flex-col gap-5">
            {answer?.looked ? <LookedOverCards looked={answer.looked} host={data.composerHost} /> : null}
            {promise ? <PromiseCard promise={promise} zone={data.zone} now={data.now} /> : null}
          </div>
        </div>
      )}
    </Page>
  );
}
