import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { PhoneIncoming, UserX } from "lucide-react";
import { useRef } from "react";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Labelled } from "#app/components/labelled.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TOLD_CHANNELS } from "#app/domain/task/told-entry.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { LogForm } from "./read.server.ts";

interface Refusal {
  readonly code: string;
  readonly field: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly values: Readonly<Record<string, string>>;
}

const SELECT = `${INPUT_LOOK} h-9 w-full pr-8 pl-3`;

/** A request that came by phone or chat, written down by either side; the other one confirms it. */
export function LogPage({ data, refusal }: { readonly data: { readonly form: LogForm; readonly values: Readonly<Record<string, string>> }; readonly refusal: Refusal | null }) {
  const t = useT("desk");
  const work = useT("work");
  const common = useT("common");
  const submit = useSubmit();
  const sending = useNavigation().formMethod === "POST";
  const formRef = useRef<HTMLFormElement>(null);
  const { form } = data;
  const values = refusal?.values ?? data.values;
  const fault = (field: string) => (refusal?.field === field ? t(`log.${refusal.code}` as Key<"desk">, refusal.facts) : null);
  // Who can have asked follows from the department: a plain GET of this page, for which there is a button without a script.
  const refresh = () => {
    if (formRef.current) submit(formRef.current, { method: "get", replace: true, preventScrollReset: true });
  };
  return (
    <Page title={t("log.title")} sentence={t("log.sentence")} crumbs={[{ label: work("title"), to: "/work" }]} width="reading">
      {form.side === null ? (
        <EmptyState icon={<UserX aria-hidden size={20} />} title={t("log.none")} />
      ) : (
        <Form ref={formRef} method="post" className="flex flex-col gap-4">
          {refusal && refusal.field === null ? <Notice tone="error">{t(`log.${refusal.code}` as Key<"desk">, refusal.facts)}</Notice> : null}
          {form.sides.length > 1 ? (
            <fieldset className="flex flex-col gap-1.5">
              <legend className="mb-1 font-medium">{t("log.side")}</legend>
              {form.sides.map((side) => (
                <label key={side} className="flex items-start gap-2.5">
                  <input type="radio" name="side" value={side} defaultChecked={form.side === side} onChange={refresh} className="mt-[3px] size-4 shrink-0 accent-fill" />
                  {t(`log.side.${side}`)}
                </label>
              ))}
            </fieldset>
          ) : (
            <input type="hidden" name="side" value={form.side} />
          )}
          <Labelled id="product" label={work("new.product")} error={fault("product")}>
            <select id="product" name="product" required key={`${form.side} ${form.product?.id}`} defaultValue={form.product?.id ?? ""} onChange={refresh} aria-invalid={fault("product") ? true : undefined} className={SELECT}>
              <option value="">{work("new.product.choose")}</option>
              {form.providers.map((provider) => (
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
          {form.side === "provider" || form.clients.length > 1 ? (
            <Labelled id="client" label={form.side === "provider" ? t("log.client") : work("new.for")}>
              <select id="client" name="client" required key={form.client?.id ?? ""} defaultValue={form.client?.id ?? ""} onChange={refresh} className={SELECT}>
                <option value="">{common("client")}</option>
                {form.clients.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </Labelled>
          ) : (
            <input type="hidden" name="client" value={form.client?.id ?? ""} />
          )}
          {form.side === "provider" ? (
            <Labelled id="person" label={t("log.person")} error={fault("person")}>
              <select id="person" name="person" key={`${form.client?.id} ${values.person ?? ""}`} defaultValue={values.person ?? ""} aria-invalid={fault("person") ? true : undefined} className={SELECT}>
                <option value="">{t("log.person.choose")}</option>
                {form.people.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </Labelled>
          ) : null}
          <Labelled id="channel" label={t("channel")}>
            <select id="channel" name="channel" defaultValue={values.channel ?? "phone"} className={SELECT}>
              {TOLD_CHANNELS.map((channel) => (
                <option key={channel} value={channel}>
                  {t(`channel.${channel}`)}
                </option>
              ))}
            </select>
          </Labelled>
          <Labelled id="askedDate" label={t("log.askedDate")} hint={t("when.zone", { zone: form.zone })} error={fault("asked")}>
            <span className="flex flex-wrap items-center gap-2">
              <input id="askedDate" type="date" name="askedDate" required max={form.today} defaultValue={values.askedDate ?? form.today} aria-invalid={fault("asked") ? true : undefined} className={`${INPUT_LOOK} h-9 px-3`} />
              <input type="time" name="askedTime" required aria-label={t("when.time")} defaultValue={values.askedTime ?? form.time} aria-invalid={fault("asked") ? true : undefined} className={`${INPUT_LOOK} h-9 px-3`} />
            </span>
          </Labelled>
          <Labelled id="neededBy" label={work("new.neededBy")} optional={common("optional")} error={fault("neededBy")}>
            <input id="neededBy" type="date" name="neededBy" defaultValue={values.neededBy ?? ""} aria-invalid={fault("neededBy") ? true : undefined} className={`${INPUT_LOOK} h-9 w-48 px-3`} />
          </Labelled>
          <Labelled id="title" label={work("new.name")} optional={common("optional")} error={fault("title")}>
            <input id="title" name="title" maxLength={200} defaultValue={values.title ?? ""} className={`${INPUT_LOOK} h-9 w-full px-3`} />
          </Labelled>
          {form.product && form.client ? <p className="text-pretty text-muted">{form.side === "provider" ? t("log.rule.provider", { client: form.client.name }) : t("log.rule.client", { provider: form.product.provider })}</p> : null}
          <div className="flex flex-wrap gap-2">
            <Button tone="primary" icon={<PhoneIncoming aria-hidden size={15} />} disabled={sending} aria-busy={sending}>
              {t("log.send")}
            </Button>
            <noscript>
              <button formMethod="get" formNoValidate className="h-9 px-3 font-medium text-accent">
                {t("log.next")}
              </button>
            </noscript>
          </div>
        </Form>
      )}
    </Page>
  );
}
