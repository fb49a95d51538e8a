import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { mayEver } from "#app/domain/access/can.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readNewAgreement } from "./read.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const form = await readNewAgreement(context, viewer, facts, new URL(request.url).searchParams);
  if (form.own.length === 0) throw fault(403, "forbidden");
  return json({ title: translateIn(facts.locale, "negotiation")("new.title"), form, mayImport: mayEver(viewer.actor, "agreement.import") });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.edit");
  const facts = await readPageFacts(request, context);
  const sent = await request.formData();
  const chosen = new URLSearchParams([...sent].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  const { parties, products, texts, side } = await readNewAgreement(context, viewer, facts, chosen);
  if (!parties) return json({ code: "unknown_department", facts: {} }, { status: 422 });
  // Only what the form offered can be copied or begun with.
  const text = texts.find((row) => row.versionId === chosen.get("start"));
  const productIds = chosen.getAll("product").filter((id) => products.some((row) => row.id === id));
  const ctx = { store: context.store, now: facts.now, actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const begun = await startDraft(ctx, { ...parties, side, productIds, ...(text ? { basedOnVersionId: text.versionId } : {}) });
  if (begun.ok) return redirect(`/agreements/${begun.value.agreementId}/versions/${begun.value.number}`);
  if (begun.code === "draft_open" && begun.facts) return redirect(`/agreements/${begun.facts.agreementId}/versions/${begun.facts.number}`);
  return json({ code: begun.code, facts: begun.facts ?? {} }, { status: 422 });
}

export default function NewAgreement() {
  const { title, form, mayImport } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const facts: Readonly<Record<string, string | number | undefined>> = refusal?.facts ?? {};
  const t = useT("negotiation");
  const agreements = useT("agreements");
  const common = useT("common");
  const select = `${INPUT_LOOK} h-9 w-full pr-8 pl-3`;
  return (
    <Page title={title} sentence={t("new.lead")} crumbs={[{ label: agreements("title"), to: "/agreements" }]} width="reading">
      {refusal ? (
        <Notice tone="error" action={refusal.code === "proposal_open" ? <LinkButton size="small" to={`/agreements/${facts.agreementId}/versions/${facts.number}`}>{t("new.openProposal", { number: facts.number ?? "" })}</LinkButton> : undefined}>
          {t(`refused.${refusal.code}` as Key<"negotiation">, refusal.facts)}
        </Notice>
      ) : null}
      <Card>
        {/* The other side decides which products there are: choosing it is a step of its own, and works without scripts. */}
        <Form method="get" className="flex flex-col gap-4">
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 font-medium">{t("new.role")}</legend>
            {(["client", "provider"] as const).map((side) => (
              <label key={side} className="flex items-start gap-2.5">
                <input type="radio" name="side" value={side} defaultChecked={form.side === side} className="mt-[3px] size-4 shrink-0 accent-fill" />
                {t(`new.role.${side}`)}
              </label>
            ))}
          </fieldset>
          <label className="flex flex-col gap-1">
            <span className="font-medium">{t("new.own")}</span>
            <select name="own" defaultValue={form.ownId ?? ""} className={select}>
              {form.own.map((row) => <option key={row.id} value={row.id}>{row.name}</option>)}
            </select>
          </label>
          <label className="flex flex-col gap-1">
            <span className="font-medium">{t("new.other")}</span>
            <select name="other" required defaultValue={form.other} className={select}>
              <option value="">{t("new.choose")}</option>
              {form.others.map((row) => (
                <option key={row.value} value={row.value}>{row.kind === "everyone" ? t("new.other.everyone") : row.kind === "group" ? t("new.other.group", { name: row.name }) : row.name}</option>
              ))}
            </select>
          </label>
          <FormActions>
            <Button tone={form.ready ? "plain" : "primary"}>{t("new.next")}</Button>
            {mayImport ? <LinkButton to="/agreements/import" tone="quiet">{t("new.import")}</LinkButton> : null}
          </FormActions>
        </Form>
      </Card>
      {form.ready ? (
        <Card>
          <Form method="post" className="flex flex-col gap-4" key={`${form.side} ${form.ownId} ${form.other}`}>
            <input type="hidden" name="side" value={form.side} />
            <input type="hidden" name="own" value={form.ownId ?? ""} />
            <input type="hidden" name="other" value={form.other} />
            <fieldset className="flex flex-col gap-1.5">
              <legend className="font-medium">{t("new.products")}</legend>
              <p className="mb-1 text-sm text-muted">{form.products.length === 0 ? t("new.products.none") : t("new.products.hint")}</p>
              {form.products.map((row) => (
                <label key={row.id} className="flex items-start gap-2.5">
                  <input type="checkbox" name="product" value={row.id} className="mt-[3px] size-4 shrink-0 accent-fill" />
                  {row.name}
                </label>
              ))}
            </fieldset>
            <label className="flex flex-col gap-1">
              <span className="font-medium">{t("new.start")}</span>
              <select name="start" className={select}>
                <option value="">{t("new.start.empty")}</option>
                {form.texts.map((row) => <option key={row.versionId} value={row.versionId}>{t("new.start.copy", { code: row.code, number: row.number })}</option>)}
              </select>
            </label>
            <FormActions>
              <SubmitButton>{t("new.submit")}</SubmitButton>
              <LinkButton to="/agreements" tone="quiet">{common("cancel")}</LinkButton>
            </FormActions>
          </Form>
        </Card>
      ) : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
