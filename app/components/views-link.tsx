import { useLocation } from "@remix-run/react";
import { Bookmark } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { canonicalQuery } from "#app/domain/list/list-address.ts";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { useShell } from "./shell/shell-context.ts";

// It comes when it is asked for: no list pays for it at first.
const SavedViewsMenu = lazy(async () => ({ default: (await import("./saved-views-menu.tsx")).SavedViewsMenu }));

/**
 * The way to the saved views of a list, under the name of the one that is shown: a menu over the list, without JavaScript a page of its own.
 * Nothing on pages without the shell.
 */
export function ViewsLink() {
  const t = useT("views");
  const shell = useShell();
  const { pathname, search, key } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [key]);
  const close = useCallback(() => setOpen(false), []);
  if (!shell) return null;
  const query = canonicalQuery(search) ?? "";
  const current = shell.views.find((view) => view.query === query);
  return (
    <span className="relative">
      <a
        href={`/saved/views/new?list=${encodeURIComponent(pathname)}&query=${encodeURIComponent(query)}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          setOpen(!isOpen);
        }}
        className={classNames("flex h-8 max-w-48 items-center gap-1.5 rounded-md px-2 text-sm font-medium hover:bg-hover", current ? "text-accent" : "text-muted hover:text-ink")}
      >
        <Bookmark aria-hidden size={14} className={classNames("shrink-0", current && "fill-current")} />
        <span className="truncate">{current?.name ?? t("views")}</span>
      </a>
      <Suspense fallback={null}>{isOpen ? <SavedViewsMenu views={shell.views} list={pathname} query={query} onClose={close} /> : null}</Suspense>
    </span>
  );
}
