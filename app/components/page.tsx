import { Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { Star } from "./star.tsx";

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

/**
 * The frame of every page: the way back, the name of the thing, the sentence that answers the page's question, and one primary
 * action. `width`: `reading` ≤ 768 px, `content` ≤ 1280 px, `full` for wide tables.
 */
export function Page({
  title,
  sentence,
  crumbs = [],
  action,
  aside,
  tabs,
  width = "content",
  children,
}: {
  readonly title: ReactNode;
  /** Generated from the data: what the numbers below prove. */
  readonly sentence?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** The page's one primary action: a `Button`, `LinkButton` or form. */
  readonly action?: ReactNode;
  /** Beside the title: a state chip, a period switcher. */
  readonly aside?: ReactNode;
  readonly tabs?: ReactNode;
  readonly width?: "reading" | "content" | "full";
  readonly children: ReactNode;
}) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={classNames(
        "mx-auto flex w-full flex-col gap-5 px-4 pt-4 pb-24 outline-none md:px-6 md:pt-6 md:pb-16",
        width === "reading" && "max-w-3xl",
        width === "content" && "max-w-[80rem]"
      )}
    >
      <header className="flex flex-col gap-1.5">
        {crumbs.length > 0 ? <Breadcrumb crumbs={crumbs} /> : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 max-sm:gap-y-1.5">
          <div className="flex min-w-0 items-center gap-2">
            <h1 className="min-w-0 text-xl font-semibold tracking-tight">{title}</h1>
            {typeof title === "string" ? <Star label={title} /> : null}
          </div>
          {aside}
          {action ? (
            <div className="no-print ml-auto flex flex-wrap items-center gap-2 max-sm:order-last max-sm:mt-1 max-sm:w-full max-sm:*:grow">
              {action}
            </div>
          ) : null}
          {sentence ? (
            <p className="w-full text-lg text-pretty text-muted">
              <span className="block max-w-3xl">{sentence}</span>
            </p>
          ) : null}
        </div>
      </header>
      {tabs}
      {children}
    </main>
  );
}

/** Where this page hangs: each step a link, the page itself left out. */
export function Breadcrumb({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const t = useT("common");
  return (
    <nav aria-label={t("breadcrumb")} className="no-print min-w-0 text-sm">
      <ol className="flex flex-wrap items-center gap-1 text-faint">
        {crumbs.map((crumb) => (
          <li key={crumb.to} className="flex min-w-0 items-center gap-1">
            <Link to={crumb.to} className="truncate hover:text-ink hover:underline">
              {crumb.label}
            </Link>
            <ChevronRight aria-hidden size={13} className="shrink-0" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
