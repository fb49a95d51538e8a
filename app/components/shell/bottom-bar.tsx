import { Link, NavLink, useLocation } from "@remix-run/react";
import { Bell, Ellipsis, House, ListChecks, Star } from "lucide-react";
import { useEffect, useRef } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "../class-names.ts";
import { PlaceIcon } from "./place-icon.tsx";
import { PLACES, type ShellData } from "./places.ts";

const CELL =
  "relative flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-medium";

/** The menu under 768 px: the four things done on a phone, and all places behind "More". */
export function BottomBar({ data }: { readonly data: ShellData }) {
  const t = useT("shell");
  const ref = useRef<HTMLDetailsElement>(null);
  const location = useLocation();
  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [location.key]);
  const links = [
    { to: "/", label: t("nav.home"), icon: <House aria-hidden size={20} /> },
    { to: "/work", label: t("nav.work"), icon: <ListChecks aria-hidden size={20} /> },
    { to: "/rate", label: t("nav.rate"), icon: <Star aria-hidden size={20} /> },
    {
      to: "/inbox",
      label: t("nav.inbox"),
      icon: <Bell aria-hidden size={20} />,
      count: data.inboxCount,
    },
  ];
  return (
    <nav
      aria-label={t("nav")}
      className="no-print fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {links.map((link) => (
        <NavLink
          key={link.to}
          to={link.to}
          end={link.to === "/"}
          className={({ isActive }) => classNames(CELL, isActive ? "text-accent" : "text-muted")}
        >
          {link.icon}
          {link.label}
          {link.count ? (
            <span className="figures absolute top-1 left-1/2 ml-1 grid h-4 min-w-4 place-items-center rounded-full bg-fill px-1 text-[0.625rem] font-semibold text-on-fill">
              {link.count > 99 ? "99+" : link.count}
            </span>
          ) : null}
        </NavLink>
      ))}
      <details ref={ref} className="group">
        <summary className={classNames(CELL, "text-muted group-open:text-accent")}>
          <Ellipsis aria-hidden size={20} />
          {t("nav.more")}
        </summary>
        <ul className="absolute inset-x-0 bottom-full grid grid-cols-2 gap-px border-t border-line bg-canvas p-2">
          {PLACES.filter((place) => data.places.includes(place.id)).map((place) => (
            <li key={place.id}>
              <Link
                to={place.to}
                className="flex h-11 items-center gap-3 rounded-md px-3 font-medium hover:bg-hover"
              >
                <PlaceIcon place={place.id} size={18} />
                {t(`nav.${place.id}`)}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
