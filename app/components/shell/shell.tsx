import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { Keyboard } from "./keyboard.tsx";
import type { ShellData } from "./places.ts";
import { ShellContext } from "./shell-context.ts";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";

/** Everything around a page: menu, top bar, banner, keyboard. The page itself is a `Page`. */
export function Shell({
  data,
  children,
}: {
  readonly data: ShellData;
  readonly children: ReactNode;
}) {
  const t = useT("shell");
  return (
    <ShellContext.Provider value={data}>
    <div className="min-h-dvh [--table-top:3rem] print:[--table-top:0px]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-fill px-3 py-2 font-medium text-on-fill focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <div className="flex">
        <Rail data={data} />
        <div className="flex min-w-0 grow flex-col">
          {data.demo ? (
            <aside className="no-print border-b border-line bg-accent-soft px-2 py-1 text-center text-xs text-pretty sm:px-4 sm:text-sm">
              {t("demo")}
            </aside>
          ) : null}
          <TopBar data={data} />
          {children}
        </div>
      </div>
      <BottomBar data={data} />
      <Keyboard places={data.places} personKey={data.personKey} mayRequest={data.mayRequest} />
    </div>
    </ShellContext.Provider>
  );
}
