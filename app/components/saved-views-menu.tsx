import { Form, Link } from "@remix-run/react";
import { Bookmark, Mail } from "lucide-react";
import { useEffect, useRef } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { INPUT_LOOK } from "./input-look.ts";
import type { ShellData } from "./shell/places.ts";

/** The saved views of a list: choose one, save the list as it stands, order it by mail. Escape gives the focus back. */
export function SavedViewsMenu({ views, list, query, onClose }: { readonly views: ShellData["views"]; readonly list: string; readonly query: string; readonly onClose: () => void }) {
  const t = useT("views");
  const ref = useRef<HTMLDivElement>(null);
  const current = views.find((view) => view.query === query);
  const here = new URLSearchParams({ list, query }).toString();
  useEffect(() => {
    const menu = ref.current;
    const opener = menu?.parentElement?.querySelector("a");
    menu?.querySelector<HTMLElement>("a, input:not([type=hidden])")?.focus();
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key !== "Escape" : menu?.parentElement?.contains(event.target as Node)) return;
      onClose();
      if (event instanceof KeyboardEvent) opener?.focus();
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, [onClose]);
  return (
    <div ref={ref} role="dialog" aria-label={t("list")} className="absolute top-full right-0 z-30 mt-1 w-72 max-w-[calc(100vw-2rem)] rounded-lg border border-line-strong bg-raised">
      {views.length === 0 ? (
        <p className="px-3.5 py-3 text-sm text-pretty text-muted">{t("none")}</p>
      ) : (
        <ul aria-label={t("list")} className="max-h-72 overflow-y-auto p-1.5">
          {views.map((view) => (
            <li key={view.id}>
              <Link to={`${list}?${view.query}`} aria-current={view === current ? "true" : undefined} className={classNames("flex min-h-8 items-center gap-2 rounded-md px-2 py-1 hover:bg-hover", view === current && "bg-accent-soft text-accent")}>
                <span className="min-w-0 break-words">{view.name}</span>
                <span className={classNames("ml-auto shrink-0 text-xs", view === current ? "text-accent" : "text-faint")}>{[view.isDefault ? t("default") : "", view.isShared ? t("shared") : ""].filter(Boolean).join(" · ")}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {current ? null : (
        <Form method="post" action="/saved/views/new" className="flex flex-col gap-2 border-t border-line p-2.5">
          <input type="hidden" name="list" value={list} />
          <input type="hidden" name="query" value={query} />
          <input name="name" aria-label={t("name")} placeholder={t("name")} maxLength={80} className={`${INPUT_LOOK} h-8 w-full px-2.5`} />
          <Button size="small" className="h-8 self-start">{t("save")}</Button>
        </Form>
      )}
      <div className="flex flex-col border-t border-line p-1.5 text-sm">
        <Link to={`/saved/mails/new?${here}`} className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover">
          <Mail aria-hidden size={14} className="shrink-0 text-muted" />
          {t("mail")}
        </Link>
        <Link to="/saved" className="flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover">
          <Bookmark aria-hidden size={14} className="shrink-0 text-muted" />
          {t("more")}
        </Link>
      </div>
    </div>
  );
}
