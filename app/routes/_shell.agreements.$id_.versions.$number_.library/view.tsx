import { Form, Link, useNavigation } from "@remix-run/react";
import { Plus } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { LibraryData } from "./read.server.ts";

interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly chosen: readonly string[];
}

const KNOWN = ["nothing_chosen", "changed_meanwhile", "product_missing", "above_most"];

/** Typical promises of one area, each as its sentence, to be ticked and added to the draft. */
export function LibraryPage({ page, refusal }: { readonly page: LibraryData & { readonly title: string }; readonly refusal: Refusal | null }) {
  const t = useT("library");
  const common = useT("common");
  const agreements = useT("agreements");
  const text = `/agreements/${page.agreementId}/versions/${page.number}`;
  const busy = useNavigation().state === "submitting";
  return (
    <Page
      title={page.title}
      sentence={t("sentence", { count: page.total })}
      crumbs={[{ label: agreements("title"), to: "/agreements" }, { label: t("back"), to: text }]}
      tabs={<Tabs label={t("areas")} tabs={page.areas.map((area) => ({ to: `?area=${area}`, label: t(`area.${area}`), current: area === page.area }))} />}
    >
      <p className="max-w-prose text-muted">{t("lead")}</p>
      {refusal ? <Notice tone="error">{t((KNOWN.includes(refusal.code) ? `refused.${refusal.code}` : "refused.other") as Key<"library">, refusal.facts)}</Notice> : null}
      <Form method="post" key={page.area} className="flex flex-col gap-4">
        <input type="hidden" name="rowVersion" value={page.rowVersion} />
        <Card flush>
          <ul className="divide-y divide-line">
            {page.entries.map((entry) => {
              const isOpen = page.isDraft && (entry.hasProduct || page.mayAddProducts);
              return (
                <li key={entry.id}>
                  <label className={`flex items-start gap-3 px-4 py-3 ${isOpen ? "cursor-pointer hover:bg-hover" : ""}`}>
                    <input type="checkbox" name="entry" value={entry.id} disabled={!isOpen} defaultChecked={refusal?.chosen.includes(entry.id)} className="mt-1 size-4 shrink-0 accent-fill" />
                    <span className="min-w-0">
                      <span className="block font-medium">{entry.name}</span>
                      <span className="block text-pretty">{entry.sentence}</span>
                      <span className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-muted">
                        <span>{common(`kind.${entry.kind}`)}</span>
                        {entry.hasProduct ? null : <span>{isOpen ? t("product.new") : t("product.missing", { provider: page.provider })}</span>}
                        {entry.isThere ? <span className="text-run">{t("there")}</span> : null}
                      </span>
                    </span>
                  </label>
                </li>
              );
            })}
          </ul>
        </Card>
        <div className="flex flex-wrap items-center gap-2">
          <Button tone="primary" icon={<Plus aria-hidden size={15} />} disabled={!page.isDraft || busy}>
            {t("add")}
          </Button>
          <LinkButton to={text} tone="quiet">
            {t("back")}
          </LinkButton>
          <Link to="/agreements/standard" className="ml-auto py-1 text-sm text-accent hover:underline">
            {t("standard.title")}
          </Link>
        </div>
      </Form>
    </Page>
  );
}
