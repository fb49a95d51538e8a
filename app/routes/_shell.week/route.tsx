import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { CalendarDays } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/input-look.ts";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readWeekSheet } from "./read.server.ts";
import { Sheet } from "./view.tsx";

/** What a department talks about at its weekly stand-up, on one sheet of A4. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const facts = await readPageFacts(request, context);
  const t = translateIn(facts.locale, "week");
  const sheet = await readWeekSheet(context, viewer, facts, new URL(request.url).searchParams.get("department"));
  return json({ title: sheet?.title ?? t("print.name"), home: translateIn(facts.locale, "home")("title"), none: t("print.none"), sheet });
}

export default function Week() {
  const { title, home, none, sheet } = useLoaderData<typeof loader>();
  return (
    <Page
      title={title}
      crumbs={[{ label: home, to: "/" }]}
      sentence={sheet?.sentence}
      action={
        sheet ? (
          <>
            {sheet.choices.length > 1 ? (
              <Form method="get" className="flex gap-2">
                <select name="department" aria-label={sheet.words.department} defaultValue={sheet.departmentId} onChange={(event) => event.currentTarget.form?.requestSubmit()} className={`${INPUT_LOOK} h-9 min-w-0 pr-8 pl-3`}>
                  {sheet.choices.map((row) => (
                    <option key={row.id} value={row.id}>
                      {row.name}
                    </option>
                  ))}
                </select>
                <noscript>
                  <Button>→</Button>
                </noscript>
              </Form>
            ) : null}
            <span className="needs-script">
              <Button type="button" tone="primary" onClick={() => window.print()}>
                {sheet.words.button}
              </Button>
            </span>
          </>
        ) : null
      }
    >
      {sheet ? (
        <Sheet sheet={sheet} />
      ) : (
        <EmptyState icon={<CalendarDays aria-hidden size={20} />} title={title}>
          {none}
        </EmptyState>
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
