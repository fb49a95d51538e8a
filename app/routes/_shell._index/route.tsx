import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Inbox } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { pageTitle } from "#app/components/page-title.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireViewer(request, context);
  const locale = await localeFor(request, context);
  return json({ title: translateIn(locale, "home")("title") });
}

export default function Home() {
  const t = useT("home");
  return (
    <Page title={t("title")}>
      <EmptyState icon={<Inbox aria-hidden size={20} />} title={t("empty.title")}>
        {t("empty.text")}
      </EmptyState>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
