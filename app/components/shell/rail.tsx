import { NavLink, useFetcher } from "@remix-run/react";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "../class-names.ts";
import { Logo } from "../logo.tsx";
import { PlaceIcon } from "./place-icon.tsx";
import { PLACES, type ShellData } from "./places.ts";

/** So many favourites fit below the places; all of them stand on their own page and in the palette. */
const RAIL_FAVOURITES = 8;

/** The menu at the left from 768 px on; collapsed it keeps the icons, and the words as hints. */
export function Rail({ data }: { readonly data: ShellData }) {
  const t = useT("shell");
  const preference = useFetcher();
  const asked = preference.formData?.get("rail");
  const collapsed = asked ? asked === "collapsed" : data.railCollapsed;
  return (
    <nav
      aria-label={t("nav")}
      className={classNames(
        "no-print sticky top-0 hidden h-dvh shrink-0 flex-col gap-4 border-r border-line bg-chrome py-2.5 md:flex",
        collapsed ? "w-14 px-2" : "w-52 px-2.5"
      )}
    >
      <NavLink
        to="/"
        className="flex h-8 items-center gap-2 rounded-md px-2 font-semibold tracking-tight"
        aria-label="Concord"
      >
        <Logo size={20} />
        {collapsed ? null : "Concord"}
      </NavLink>
      <ul className="flex grow flex-col gap-0.5 overflow-y-auto">
        {PLACES.filter((place) => data.places.includes(place.id)).map((place) => (
          <li key={place.id} className={classNames(place.id === "settings" && "mt-auto")}>
            <NavLink
              to={place.to}
              end={place.to === "/"}
              prefetch="intent"
              title={collapsed ? t(`nav.${place.id}`) : undefined}
              className={({ isActive }) =>
                classNames(
                  "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium",
                  collapsed && "justify-center",
                  isActive
                    ? "bg-accent-soft text-accent"
                    : "text-muted hover:bg-hover hover:text-ink"
                )
              }
            >
              <PlaceIcon place={place.id} />
              <span className={classNames("truncate", collapsed && "sr-only")}>
                {t(`nav.${place.id}`)}
              </span>
            </NavLink>
          </li>
        ))}
        {!collapsed && data.favourites.length > 0 ? (
          <li className="mt-3 min-h-0">
            <NavLink to="/saved" className="flex h-7 items-center px-2 text-xs font-semibold text-faint hover:text-ink">
              {t("favourites")}
            </NavLink>
            <ul className="flex flex-col gap-0.5">
              {data.favourites.slice(0, RAIL_FAVOURITES).map((one) => (
                <li key={one.path}>
                  <NavLink to={one.path} end title={one.label} className={({ isActive }) => classNames("flex h-7 items-center rounded-md px-2 text-sm", isActive ? "bg-accent-soft text-accent" : "text-muted hover:bg-hover hover:text-ink")}>
                    <span className="truncate">{one.label}</span>
                  </NavLink>
                </li>
              ))}
            </ul>
          </li>
        ) : null}
      </ul>
      <preference.Form method="post" action="/preferences">
        <button
          name="rail"
          value={collapsed ? "open" : "collapsed"}
          aria-label={t(collapsed ? "rail.expand" : "rail.collapse")}
          title={t(collapsed ? "rail.expand" : "rail.collapse")}
          className={classNames(
            "flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-faint hover:bg-hover hover:text-ink",
            collapsed && "justify-center"
          )}
        >
          {collapsed ? (
            <PanelLeftOpen aria-hidden size={16} />
          ) : (
            <PanelLeftClose aria-hidden size={16} />
          )}
        </button>
      </preference.Form>
    </nav>
  );
}
