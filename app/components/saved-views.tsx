import { Form, Link, useLocation } from "@remix-run/react";
import { Bookmark, Mail } from "lucide-react";
import { useEffect, useRef } from "react";
import { canonicalQuery } from "#app/domain/list/list-address.ts";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { INPUT_LOOK } from "./input-look.ts";
import { useShell } from "./shell/shell-context.ts";

/**
 * The saved views of a list: choose one, save the list as it stands, order it by mail. A disclosure with plain links and a plain form, so it
 * works without JavaScript. Nothing on pages without the shell.
 */
export function SavedViews() {
  const t = useT("views");
  const shell = useShell();
  const ref = useRef<HTMLDetailsElement>(null);
  const { pathname, search, key } = useLocation();
  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [key]);
  useEffect(() => {
    const close = (event: Event) => {
      const place = ref.current;
      if (!place?.open) return;
      if (event instanceof KeyboardEvent ? event.key !== "Escape" : place.contains(event.target as Node)) return;
      place.open = false;
      if (event instanceof KeyboardEvent) place.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  if (!shell) return null;
  const query = canonicalQuery(search) ?? "";
  const current = shell.views.find((view) => view.query === query);
  const here = new URLSearchParams({ list: pathname, query }).toString();
  return (
    <details ref={ref} className="relative">
      <summary className={classNames("flex h-8 max-w-48 cursor-pointer items-center gap-1.5 rounded-md px-2 text-sm font-medium hover:bg-hover", current ? "text-accent" : "text-muted hover:text-ink")}>
        <Bookmark aria-hidden size={14} className={classNames("shrink-0", current && "fill-current")} />
        <span className="truncate">{current?.name ?? t("views")}</span>
      </summary>
      <div className="absolute top-full left-0 z-30 mt-1 w-72 max-w-[calc(100vw-2rem)] rounded-lg border border-line-strong bg-raised max-sm:right-0 max-sm:left-auto sm:right-0 sm:left-auto">
        {shell.views.length === 0 ? (
          <p className="px-3.5 py-3 text-sm text-pretty text-muted">{t("none")}</p>
        ) : (
          <ul aria-label={t("list")} className="max-h-72 overflow-y-auto p-1.5">
            {shell.views.map((view) => (
              <li key={view.id}>
                <Link to={`${pathname}?${view.query}`} aria-current={view === current ? "true" : undefined} className={classNames("flex min-h-8 items-center gap-2 rounded-md px-2 py-1 hover:bg-hover", view === current && "bg-accent-soft text-accent")}>
                  <span className="min-w-0 break-words">{view.name}</span>
                  <span className={classNames("ml-auto shrink-0 text-xs", view === current ? "text-accent" : "text-faint")}>{[view.isDefault ? t("default") : "", view.isShared ? t("shared") : ""].filter(Boolean).join(" · ")}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {current ? null : (
          <Form method="post" action="/saved/views/new" className="flex flex-col gap-2 border-t border-line p-2.5">
            <input type="hidden" name="list" value={pathname} />
            <input type="hidden" name="query" value={query} />
            <input name="name" aria-label={t("name")} placeholder={t("name")} maxLength={80} className={`${INPUT_LOOK} h-8 w-full px-2.5`} />
            <Button size="small" className="h-8 self-start">{t("save")}</Button>
          </Form>
        )}
        <div className="flex flex-col border-t border-line p-1.5 text-sm">
          <Link to={`/saved/mails/new?${here}`} className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover">
            <Mail aria-hidden size={14} className="text-muted" />
            {t("mail")}
          </Link>
          <Link to="/saved" className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover">
            <Bookmark aria-hidden size={14} className="text-muted" />
            {t("more")}
          </Link>
        </div>
      </div>
    </details>
  );
}
