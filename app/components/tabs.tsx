import { NavLink, useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { classNames } from "./class-names.ts";

export interface Tab {
  readonly to: string;
  readonly label: string;
  readonly count?: string;
  /** Also matches by search parameters: then the caller says which one is open. */
  readonly current?: boolean;
}

/** Tabs that are links: each has an address, and works without JavaScript. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const strip = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  // On a phone the strip is wider than the screen: the open tab must not begin out of sight.
  useEffect(() => {
    const open = strip.current?.querySelector('[aria-current="page"]');
    if (!strip.current || !open) return;
    const [frame, tab] = [strip.current.getBoundingClientRect(), open.getBoundingClientRect()];
    if (tab.right > frame.right || tab.left < frame.left) strip.current.scrollLeft += tab.left - frame.left - (frame.width - tab.width) / 2;
  }, [pathname, search]);
  return (
    <nav
      ref={strip}
      aria-label={label}
      className="no-print -mx-4 overflow-x-auto border-b border-line px-4 md:mx-0 md:px-0"
    >
      <ul className="flex gap-5">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end
              preventScrollReset
              aria-current={tab.current === undefined ? undefined : tab.current ? "page" : false}
              className={({ isActive }) =>
                classNames(
                  "-mb-px flex h-10 items-center gap-1.5 border-b-2 font-medium whitespace-nowrap",
                  tab.current ?? isActive
                    ? "border-accent text-ink"
                    : "border-transparent text-muted hover:text-ink"
                )
              }
            >
              {tab.label}
              {tab.count ? (
                <span className="figures rounded-sm bg-sunken px-1.5 text-xs text-muted">
                  {tab.count}
                </span>
              ) : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
