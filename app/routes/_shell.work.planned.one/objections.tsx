import { Form, Link, useNavigation } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatInstantNear } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Note } from "../_shell.work.$id/act-fields.tsx";
import type { Refusal } from "./changes.tsx";
import type { PlannedPageData } from "./read.server.ts";

/** Objections to the verdict on a planned delivery; nothing where there is none and none may be raised. */
export function Objections({ data, refusal }: { readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("work");
  const locale = useLocale();
  const navigation = useNavigation();
  const bad = refusal?.values.act === "dispute" ? refusal : null;
  if (data.disputes.length === 0 && !data.mayObject) return null;
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t("disputes")} <InfoTip text={t("dispute.explain")} />
        </span>
      }
    >
      <div className="flex flex-col gap-3">
        {data.disputes.map((dispute) => (
          <div key={dispute.id} className="flex flex-col gap-0.5">
            <p className="font-medium">
              <Link to={`/work/disputes/${dispute.id}`} className="door">
                {t(`dispute.state.${dispute.state}`)}
              </Link>
            </p>
            <p className="text-pretty">{dispute.reason}</p>
            {dispute.state === "open" ? <p className="text-sm text-muted">{t("dispute.until", { when: formatInstantNear(dispute.decideBy, data.now, data.zone, locale) })}</p> : null}
            {dispute.decision ? <p className="text-sm">{dispute.decision}</p> : null}
          </div>
        ))}
        {data.mayObject ? (
          <details key={data.disputes.length} open={bad !== null}>
            <summary className="font-medium text-accent hover:underline">{t("dispute.raise")}</summary>
            <Form method="post" preventScrollReset className="mt-3 flex flex-col gap-3">
              <input type="hidden" name="act" value="dispute" />
              {bad ? <Notice tone="error">{t(`refused.${bad.code}` as Key<"work">, bad.facts)}</Notice> : null}
              <Note name="reason" label={t("dispute.reason")} value={bad?.values.reason} rows={4} />
              <div>
                <Button disabled={navigation.formData?.get("act") === "dispute"}>{t("dispute.send")}</Button>
              </div>
            </Form>
          </details>
        ) : null}
      </div>
    </Card>
  );
}
