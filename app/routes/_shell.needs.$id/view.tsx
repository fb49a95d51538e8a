import { Link } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { type TypedChoice, TypedFormFrame, TypedLines, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { NeedDetails, NeedDimension, NeedImportance, NeedState } from "#app/domain/agreement/need.ts";
import { useT } from "#app/i18n/use-t.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface NeedData {
  readonly id: string;
  readonly dimension: NeedDimension;
  readonly details: NeedDetails;
  readonly importance: NeedImportance;
  readonly state: NeedState;
  readonly reply: string | null;
  readonly statedAt: number;
  readonly statedBy: string;
  readonly zone: string;
  readonly kind: string | null;
  readonly product: Named;
  readonly client: Named;
  readonly provider: Named;
  readonly agreement: { readonly id: string; readonly code: string } | null;
  readonly mayPromise: boolean;
  readonly mayDecline: boolean;
  readonly mayWithdraw: boolean;
  readonly mayReopen: boolean;
  readonly agreements: readonly TypedChoice[];
  readonly drafts: readonly { readonly agreementId: string; readonly number: number; readonly code: string }[];
}

/** One need: what the client said, and what each side may do with it. */
export function NeedView({ data, acted }: { readonly data: NeedData; readonly acted: TypedForm | undefined }) {
  const t = useT("needs");
  const common = useT("common");
  const formOf = (intent: string) => (acted?.values["intent"] === intent ? acted : freshForm());
  return (
    <Page title={`${data.product.name}: ${t(`dimension.${data.dimension}`)}`} sentence={data.details.what} crumbs={[{ label: t("title"), to: "/needs" }]} width="reading">
      <Card>
        <Facts
          rows={[
            { name: t("measure"), value: <span className="whitespace-pre-line">{data.details.measure}</span> },
            ...(data.details.why ? [{ name: t("why"), value: <span className="whitespace-pre-line">{data.details.why}</span> }] : []),
            { name: t("importance"), value: t(`importance.${data.importance}`) },
            { name: t("product"), value: <Link to={`/catalogue/${data.product.id}`} className="door">{data.product.name}</Link> },
            { name: common("client"), value: <Link to={`/departments/${data.client.id}`} className="door">{data.client.name}</Link> },
            { name: common("provider"), value: <Link to={`/departments/${data.provider.id}`} className="door">{data.provider.name}</Link> },
            { name: t("stated"), value: <>{data.statedBy}, <Time at={data.statedAt} zone={data.zone} /></> },
            { name: t("state"), value: t(`state.${data.state}`) },
            ...(data.reply ? [{ name: t("reply"), value: <span className="whitespace-pre-line">{data.reply}</span> }] : []),
            ...(data.agreement ? [{ name: t("agreement"), value: <Link to={`/agreements/${data.agreement.id}`} className="door">{data.agreement.code}</Link> }] : []),
            { name: t("profile"), value: <Link to={`/needs/profile?client=${data.client.id}&provider=${data.provider.id}`} className="door">{data.client.name}</Link> },
          ]}
        />
      </Card>
      {data.mayPromise ? (
        <Card title={t("promise")}>
          <p className="mb-3 text-pretty text-muted">{data.kind === null ? t("promise.input") : t("promise.text")}</p>
          {data.drafts.length === 0 ? <p className="mb-3 text-pretty text-muted">{t("promise.noDraft")}</p> : null}
          <div className="mb-4 flex flex-wrap gap-2">
            {data.drafts.map((draft) => (
              <LinkButton
                key={`${draft.agreementId} ${draft.number}`}
                tone="primary"
                to={data.kind === null ? `/agreements/${draft.agreementId}/versions/${draft.number}` : `/agreements/${draft.agreementId}/versions/${draft.number}/obligations/new?kind=${data.kind}&product=${data.product.id}`}
              >
                {t("promise.open", { code: draft.code, number: draft.number })}
              </LinkButton>
            ))}
            {data.drafts.length === 0 ? <LinkButton to="/agreements/new">{t("promise.newAgreement")}</LinkButton> : null}
          </div>
          {data.agreements.length > 0 ? (
            <TypedFormFrame form={formOf("promise")}>
              <TypedSelect form={formOf("promise")} name="agreementId" label={t("promise.agreement")} choices={data.agreements} placeholder="–" />
              <div>
                <TypedSubmit intent="promise" tone="plain">{t("promise.save")}</TypedSubmit>
              </div>
            </TypedFormFrame>
          ) : null}
        </Card>
      ) : null}
      {data.mayDecline ? (
        <Card title={t("decline")}>
          <TypedFormFrame form={formOf("decline")}>
            <TypedLines form={formOf("decline")} name="reply" label={t("reply")} hint={t("reply.hint")} maxLength={1000} />
            <div>
              <TypedSubmit intent="decline" tone="plain">{t("decline")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
      {data.mayWithdraw || data.mayReopen ? (
        <TypedFormFrame form={acted?.values["intent"] === "withdraw" || acted?.values["intent"] === "reopen" ? acted : freshForm()}>
          <div className="flex gap-2">
            {data.mayReopen ? <TypedSubmit intent="reopen" tone="plain">{t("reopen")}</TypedSubmit> : null}
            {data.mayWithdraw ? <TypedSubmit intent="withdraw" tone="plain">{t("withdraw")}</TypedSubmit> : null}
          </div>
        </TypedFormFrame>
      ) : null}
    </Page>
  );
}
