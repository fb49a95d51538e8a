import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { useT } from "#app/i18n/use-t.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import type { ImportPageData, ImportRefusal } from "./view.tsx";

const MEANINGS = ["ignore", "draft", "requested", "acknowledged", "paused", "resumed", "delivered", "returned", "accepted", "cancelled"] as const;
/** Instead of a code: make the thing that the file names. No code begins so. */
export const MAKE = "+";

/** Values that no product, department or rule stands for: said once, their rows come in. */
export function Teach({ data, refusal }: { readonly data: ImportPageData; readonly refusal: ImportRefusal | null }) {
  const t = useT("intake");
  const mayMake = (kind: string) => (kind === "unknown_product" ? data.mayAdd.products : kind === "unknown_department" && data.mayAdd.departments);
  return (
    <Card title={t("aside.teach")}>
      <p className="mb-3 text-sm text-pretty text-muted">{t(data.phase === "check" ? "aside.teach.before" : "aside.teach.hint")}</p>
      <ul className="flex flex-col gap-3">
        {data.unknown.map((one) => (
          <li key={`${one.kind} ${one.column} ${one.value}`}>
            <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
              <input type="hidden" name="kind" value={one.kind} />
              <input type="hidden" name="column" value={one.column} />
              <input type="hidden" name="value" value={one.value} />
              <span className="min-w-0 break-words">
                <span className="text-muted">{one.column}: </span>
                <span className="font-medium">{one.value}</span> <span className="figures text-sm text-muted">({t("aside.rowsOf", { count: one.rows })})</span> {t("aside.teach.is")}
              </span>
              <select name="code" required defaultValue="" aria-label={`${one.value} ${t("aside.teach.is")}`} className={`${INPUT_LOOK} h-8 max-w-64 min-w-40 pr-7 pl-2 text-sm`}>
                <option value="">{t("aside.teach.choose")}</option>
                {mayMake(one.kind) ? <option value={MAKE}>{t("aside.teach.make", { value: one.value })}</option> : null}
                {one.kind === "unknown_activity"
                  ? MEANINGS.map((meaning) => (
                      <option key={meaning} value={meaning}>
                        {t(`means.${meaning}`)}
                      </option>
                    ))
                  : (one.kind === "unknown_product" ? data.products : data.departments).map((thing) => (
                      <option key={thing.code} value={thing.code}>
                        {thing.name}
                      </option>
                    ))}
              </select>
              {one.kind === "unknown_product" && mayMake(one.kind) ? (
                <select name="provider" defaultValue={data.providers.chosen} aria-label={t("aside.teach.provider")} className={`${INPUT_LOOK} h-8 max-w-64 min-w-32 pr-7 pl-2 text-sm`}>
                  <option value="">{t("aside.teach.provider")}</option>
                  {data.providers.of.map((thing) => (
                    <option key={thing.code} value={thing.code}>
                      {thing.name}
                    </option>
                  ))}
                </select>
              ) : null}
              <Button name="intent" value="teach" size="small">
                {t("aside.teach.save")}
              </Button>
            </Form>
            {refusal?.value === one.value && refusal.column === one.column ? (
              <p role="alert" className="mt-1 text-sm text-breach">
                {t(`refused.${refusal.code}` as Key<"intake">, refusal.facts)}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
