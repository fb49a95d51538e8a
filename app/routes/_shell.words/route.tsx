import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { findWords, GLOSSARY_TERMS } from "#app/domain/glossary.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** Longest text that is looked for. */
const LONGEST = 100;

/** "What does this word mean?" Each has an address of its own (`#term`), so that it can be sent to somebody. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireViewer(request, context);
  const locale = await localeFor(request, context);
  const [t, other] = [translateIn(locale, "glossary"), translateIn(locale === "en" ? "ru" : "en", "glossary")];
  const text = (new URL(request.url).searchParams.get("q") ?? "").slice(0, LONGEST);
  const words = findWords(GLOSSARY_TERMS.map((key) => ({ key, word: t(`word.${key}`), other: other(`word.${key}`), meaning: t(`what.${key}`) })), text, locale);
  return json({ text, words, otherLanguage: locale === "en" ? "ru" : "en", say: { title: t("title"), sentence: t("sentence", { count: words.length }), search: t("search"), go: t("go"), none: t("none") } });
}

export default function Words() {
  const { text, words, otherLanguage, say } = useLoaderData<typeof loader>();
  return (
    <Page title={say.title} sentence={words.length > 0 ? say.sentence : say.none} width="reading">
      <Form role="search" className="mb-5 flex gap-2">
        <input type="search" name="q" defaultValue={text} aria-label={say.search} placeholder={say.search} maxLength={LONGEST} className={`${INPUT_LOOK} h-9 w-full min-w-0 px-3`} />
        <Button>{say.go}</Button>
      </Form>
      <dl className="divide-y divide-line">
        {words.map((one) => (
          <div key={one.key} id={one.key} className="py-3 target:bg-accent-soft">
            <dt className="font-medium">
              {one.word}{" "}
              <span lang={otherLanguage} className="ml-1 text-sm font-normal text-faint">
                {one.other}
              </span>
            </dt>
            <dd className="text-pretty text-muted">{one.meaning}</dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.say.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
