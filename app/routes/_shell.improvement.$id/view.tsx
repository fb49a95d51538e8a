import { Form, Link, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { CASE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import { formatDay } from "#app/format/date.ts";
import type { CaseAct } from "#app/domain/improvement/decide-case.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface CaseData {
  readonly id: string;
  readonly rowVersion: number;
  readonly state: keyof typeof CASE_LOOKS;
  readonly origin: string;
  readonly title: string;
  /** The line that the case is about. */
  readonly obligationKey: string | null;
  readonly cause: string;
  readonly action: string;
  readonly ownerId: string | null;
  readonly dueOn: string;
  readonly createdAt: number;
  readonly provider: string;
  readonly client: string;
  readonly owner: string | null;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly task: { readonly id: string; readonly title: string } | null;
  readonly acts: readonly CaseAct[];
  readonly today: string;
  readonly zone: string;
}

interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly values: { readonly cause: string; readonly action: string; readonly ownerId: string; readonly dueOn: string };
}

/** One case: the problem, its cause, what is done, and the client's word on it. */
export function CasePage({ data, refusal }: { readonly data: CaseData; readonly refusal: Refusal | null }) {
  const t = useT("improvement");
  const locale = useLocale();
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const values = refusal?.values ?? { cause: data.cause, action: data.action, ownerId: data.ownerId ?? "", dueOn: data.dueOn };
  const mayEdit = data.acts.includes("save");
  const mayCheck = data.acts.includes("confirm") || data.acts.includes("reopen");
  const facts = { provider: data.provider, client: data.client, state: t(`state.${data.state}`).toLocaleLowerCase(locale), due: formatDay(data.dueOn, locale) };
  const hidden = <input type="hidden" name="rowVersion" value={data.rowVersion} />;
  return (
    <Page title={data.title} crumbs={[{ label: t("title"), to: "/improvement" }]} width="reading" aside={<StateChip state={CASE_LOOKS[data.state]} word={t(`state.${data.state}`)} size="small" />} sentence={t(data.client ? "case.sentence" : "case.sentence.alone", facts)}>
      {refusal ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"improvement">, refusal.facts)}</Notice> : null}
      <Card>
        <Facts
          rows={[
            { name: t("origin"), value: t(`origin.${data.origin}` as Key<"improvement">) },
            { name: t("opened"), value: <Time at={data.createdAt} zone={data.zone} /> },
            ...(data.task
              ? [
                  {
                    name: t("task"),
                    value: (
                      <Link to={`/work/${data.task.id}`} className="text-accent hover:underline">
                        {data.task.title}
                      </Link>
                    ),
                  },
                ]
              : []),
            ...(data.obligationKey
              ? [
                  {
                    name: t("line"),
                    value: (
                      <Link to={`/work?obligation=${encodeURIComponent(data.obligationKey)}`} className="text-accent hover:underline">
                        {t("line.open")}
                      </Link>
                    ),
                  },
                ]
              : []),
            { name: t("owner"), value: data.owner ?? t("owner.none") },
          ]}
        />
      </Card>
      {mayCheck ? (
        <Card title={t("check")}>
          <Form method="post" className="flex flex-col gap-3">
            {hidden}
            <p className="text-pretty">{t(data.state === "confirmed" ? "check.confirmed" : "check.client", facts)}</p>
            <div className="flex flex-wrap gap-2">
              {data.acts.includes("confirm") ? (
                <Button tone="primary" name="act" value="confirm" disabled={busy}>
                  {t("act.confirm")}
                </Button>
              ) : null}
              <Button name="act" value="reopen" disabled={busy}>
                {t("act.reopen")}
              </Button>
            </div>
          </Form>
        </Card>
      ) : null}
      <Card title={t("plan")}>
        {mayEdit ? (
          <Form method="post" className="flex flex-col gap-4">
            {hidden}
            <Area name="cause" label={t("cause")} hint={t("cause.hint")} value={values.cause} />
            <Area name="action" label={t("action")} hint={t("action.hint")} value={values.action} />
            <div className="grid gap-4 sm:grid-cols-2">
              <label className="flex flex-col gap-1">
                <span className="font-medium">{t("owner")}</span>
                <select name="ownerId" key={values.ownerId} defaultValue={values.ownerId} className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
                  <option value="">{t("owner.none")}</option>
                  {data.owners.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </select>
              </label>
              <label className="flex flex-col gap-1">
                <span className="font-medium">{t("due")}</span>
                <input type="date" name="dueOn" required defaultValue={values.dueOn} className={`${INPUT_LOOK} h-9 w-full px-3`} />
              </label>
            </div>
            <div className="flex flex-wrap gap-2">
              <Button tone="primary" name="act" value={data.acts.includes("start") ? "start" : "save"} disabled={busy}>
                {t(data.acts.includes("start") ? "act.start" : "act.save")}
              </Button>
              {data.acts.includes("hand_over") ? (
                <Button name="act" value="hand_over" disabled={busy}>
                  {t("act.hand_over")}
                </Button>
              ) : null}
            </div>
            {data.client ? <p className="text-sm text-muted">{t("check.provider", facts)}</p> : null}
          </Form>
        ) : (
          <Facts
            rows={[
              { name: t("cause"), value: <span className="whitespace-pre-wrap">{data.cause || "–"}</span> },
              { name: t("action"), value: <span className="whitespace-pre-wrap">{data.action || "–"}</span> },
              { name: t("due"), value: formatDay(data.dueOn, locale) },
            ]}
          />
        )}
      </Card>
    </Page>
  );
}

function Area({ name, label, hint, value }: { readonly name: string; readonly label: string; readonly hint: string; readonly value: string }) {
  return (
    <label className="flex flex-col gap-1">
      <span className="font-medium">{label}</span>
      <span className="text-sm text-muted">{hint}</span>
      <textarea name={name} rows={3} maxLength={4000} defaultValue={value} className={`${INPUT_LOOK} w-full px-3 py-2`} />
    </label>
  );
}
