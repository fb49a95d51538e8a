import { Form, Link, useNavigation } from "@remix-run/react";
import { PenLine } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { termsRefusal } from "#app/components/terms-refusal.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { StandardTermsData } from "./read.server.ts";

interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly values: { readonly departmentId: string; readonly from: string };
}

/** One set of standard terms: its text, joining it with one signature, and who has joined. */
export function StandardTermsPage({ data, refusal }: { readonly data: StandardTermsData; readonly refusal: Refusal | null }) {
  const t = useT("library");
  const agreements = useT("agreements");
  const locale = useLocale();
  return (
    <Page
      title={data.name}
      sentence={t("standard.one.sentence", { provider: data.provider, count: data.promises.length })}
      crumbs={[{ label: agreements("title"), to: "/agreements" }, { label: t("standard.title"), to: "/agreements/standard" }]}
    >
      {refusal ? <Notice tone="error">{termsRefusal(t, refusal.code, refusal.facts)}</Notice> : null}
      {data.state === "withdrawn" ? <Notice>{t("standard.refused.not_offered")}</Notice> : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Text data={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {data.state === "published" ? <Join data={data} refusal={refusal} /> : null}
          <Card title={t("standard.members")} flush>
            {data.members.length === 0 ? <p className="px-4 py-3 text-muted">{t("standard.members.none")}</p> : null}
            <ul className="divide-y divide-line">
              {data.members.map((member) => (
                <li key={member.agreementId} className="px-4 py-2.5">
                  <Link to={`/agreements/${member.agreementId}`} className="door">
                    {member.department}
                  </Link>
                  <span className="block text-sm text-muted">
                    {t("standard.member.since", { date: formatDay(member.from, locale) })} · {member.deviations === 0 ? t("standard.member.same") : t("standard.member.differs", { count: member.deviations })}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
          <p className="text-sm text-muted">{t("standard.signed", { provider: data.provider, name: data.signer, when: formatInstant(data.signedAt, data.zone, locale) })}</p>
          <p className="text-sm text-faint" title={data.contentHash}>{agreements("textHash", { hash: data.contentHash.slice(0, 12) })}</p>
          {data.mayWithdraw ? (
            <ConfirmDialog title={t("standard.withdraw.title", { name: data.name })} consequence={t("standard.withdraw.text")} triggerLabel={t("standard.withdraw")}>
              {() => (
                <Form method="post">
                  <input type="hidden" name="act" value="withdraw" />
                  <input type="hidden" name="rowVersion" value={data.rowVersion} />
                  <Button tone="danger">{t("standard.withdraw")}</Button>
                </Form>
              )}
            </ConfirmDialog>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function Text({ data }: { readonly data: StandardTermsData }) {
  const t = useT("library");
  const common = useT("common");
  const agreements = useT("agreements");
  return (
    <>
      <Card title={t("standard.text")} flush>
        {data.purpose ? <p className="border-b border-line px-4 py-3 text-muted">{data.purpose}</p> : null}
        <ul className="divide-y divide-line">
          {data.promises.map((row) => (
            <li key={row.key} className="px-4 py-3">
              <p className="font-medium">{row.name}</p>
              <p className="text-pretty">{row.sentence}</p>
              <p className="mt-0.5 flex gap-x-3 text-sm text-muted">
                <span>{common(`kind.${row.kind}`)}</span>
                <span>{common(`mode.${row.mode}`)}</span>
              </p>
              <details className="mt-1 text-sm text-muted">
                <summary className="cursor-pointer py-0.5 select-none hover:text-ink">{agreements("conditions")}</summary>
                <ul className="mt-1 list-disc space-y-0.5 pl-5">
                  {row.conditions.map((condition) => (
                    <li key={condition}>{condition}</li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      </Card>
      {data.inputs.length > 0 ? (
        <Card title={t("standard.inputs")} flush>
          <ul className="divide-y divide-line">
            {data.inputs.map((input) => (
              <li key={input.key} className="px-4 py-2.5">
                {input.name} <span className="block text-sm text-muted">{input.due}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}

function Join({ data, refusal }: { readonly data: StandardTermsData; readonly refusal: Refusal | null }) {
  const t = useT("library");
  const busy = useNavigation().state === "submitting";
  if (data.joinable.length === 0) {
    return (
      <Card title={t("standard.join")}>
        <p className="text-muted">{t("standard.join.none")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("standard.join")}>
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="act" value="join" />
        <input type="hidden" name="contentHash" value={data.contentHash} />
        <p className="text-sm text-muted">{t("standard.join.lead")}</p>
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t("standard.join.department")}</span>
          <select name="departmentId" defaultValue={refusal?.values.departmentId ?? data.joinable[0]?.id} className={`${INPUT_LOOK} h-9 px-2.5`}>
            {data.joinable.map((row) => (
              <option key={row.id} value={row.id}>
                {row.name}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t("standard.join.from")}</span>
          <input type="date" name="from" required min={data.earliest} defaultValue={refusal?.values.from ?? data.suggested} className={`${INPUT_LOOK} h-9 px-2.5`} />
        </label>
        <div>
          <Button tone="primary" icon={<PenLine aria-hidden size={15} />} disabled={busy} aria-busy={busy}>
            {t("standard.join.submit")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
