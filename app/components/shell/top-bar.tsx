import { Link } from "@remix-run/react";
import { Bell, Search } from "lucide-react";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Logo } from "../logo.tsx";
import { OPEN_PALETTE } from "./keyboard.tsx";
import { PersonMenu } from "./person-menu.tsx";
import type { ShellData } from "./places.ts";

/** Above every page: the palette, the inbox and the person. */
export function TopBar({ data }: { readonly data: ShellData }) {
  const t = useT("shell");
  const locale = useLocale();
  const waiting = data.inboxCount;
  return (
    <header className="no-print sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-canvas px-3 md:px-6">
      <Link to="/" aria-label="Concord" className="md:hidden">
        <Logo size={24} />
      </Link>
      {/* Without JavaScript it leads to the page of the search, with it the palette opens over this one. */}
      <a
        href="/search"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          window.dispatchEvent(new Event(OPEN_PALETTE));
        }}
        aria-keyshortcuts="/ Control+K"
        className="flex h-8 min-w-0 grow items-center gap-2 rounded-md border border-line bg-chrome px-2.5 text-left text-faint hover:border-line-strong hover:text-muted sm:max-w-72"
      >
        <Search aria-hidden size={14} className="shrink-0" />
        <span className="grow truncate text-sm">{t("palette")}</span>
        <kbd className="keycap max-md:hidden">/</kbd>
      </a>
      <div className="ml-auto flex items-center gap-1">
        <Link
          to="/inbox"
          aria-label={t("inbox", { count: waiting })}
          title={t("inbox", { count: waiting })}
          className="relative grid size-9 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
        >
          <Bell aria-hidden size={17} />
          {waiting > 0 ? (
            <span className="figures absolute top-0.5 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-fill px-1 text-[0.625rem] font-semibold text-on-fill">
              {waiting > 99 ? "99+" : formatCount(waiting, locale)}
            </span>
          ) : null}
        </Link>
        <PersonMenu person={data.person} theme={data.theme} />
      </div>
    </header>
  );
}
