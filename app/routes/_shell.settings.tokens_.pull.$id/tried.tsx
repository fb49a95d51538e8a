import { Card } from "#app/components/card.tsx";
import { Time } from "#app/components/time.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { PullActed, TriedShown } from "./act.server.ts";

const SENTENCES: Readonly<Record<string, Key<"intake">>> = { missing: "defect.missing_value", not_mapped: "defect.unknown_value", bad_instant: "defect.bad_date", too_long: "defect.too_long", unknown_product: "defect.unknown_product", unknown_department: "defect.unknown_department" };

/** The first items of a tried page and how each would be read. */
export function Tried({ acted, zone }: { readonly acted: PullActed & { readonly kind: "tried" }; readonly zone: string }) {
  const t = useT("sources");
  return (
    <Card title={t("tried.title")}>
      <p className="mb-3" role="status">
        {t("tried.items", { count: acted.items })} {acted.hasMore ? t("tried.more") : ""}
      </p>
      <ol className="flex flex-col divide-y divide-line">
        {acted.tried.map((one, index) => (
          <li key={index} className="flex flex-col gap-1.5 py-3">
            <Reading one={one} zone={zone} />
            <details>
              <summary className="cursor-pointer text-sm text-accent">{t("tried.show")}</summary>
              <pre className="mt-1 max-h-80 overflow-auto rounded-sm bg-sunken p-2 text-sm whitespace-pre-wrap break-all">{one.text}</pre>
            </details>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Reading({ one, zone }: { readonly one: TriedShown; readonly zone: string }) {
  const t = useT("sources");
  const intake = useT("intake");
  if (one.task)
    return (
      <>
        <p className="font-medium">{t("tried.task", { id: one.task.id, product: one.task.product, client: one.task.client })}</p>
        <p className="text-sm text-muted">
          {one.task.events.map((event, index) => (
            <span key={index} className="mr-3 inline-block">
              {intake(`means.${event.type}` as Key<"intake">)}: <Time at={event.at} zone={zone} />
            </span>
          ))}
        </p>
      </>
    );
  if (one.kind === "ignored") return <p className="text-muted">{t("tried.ignored")}</p>;
  return (
    <div>
      <p className="text-breach">{t("tried.faults")}</p>
      <ul className="list-disc pl-5 text-sm">
        {one.faults.map((fault) => (
          <li key={fault.field}>
            <code className="font-mono">{fault.field}</code>: {intake(SENTENCES[fault.code]!, { value: fault.value })}
          </li>
        ))}
      </ul>
    </div>
  );
}
