import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import { IconButton } from "./button.tsx";

/** A message that the page before left (`setFlash` in web/flash.server.ts); `key` is one of the `common` catalogue. */
export interface ToastMessage {
  readonly key: string;
  readonly tone: "done" | "warning";
  readonly values?: Readonly<Record<string, string | number>>;
}

const SHOWN_MS = 6_000;

/** Shows a message once at the bottom of the page. It stays while it is pointed at, and until dismissed when it warns. */
export function Toast({ flash }: { readonly flash: ToastMessage }) {
  const t = useT("common");
  const [shown, setShown] = useState(true);
  const [held, setHeld] = useState(false);
  const identity = JSON.stringify(flash);

  useEffect(() => setShown(true), [identity]);
  useEffect(() => {
    if (!shown || held || flash.tone === "warning") return;
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, held, flash.tone, identity]);

  if (!shown) return null;
  return (
    <div
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="no-print fixed inset-x-4 bottom-20 z-50 mx-auto flex max-w-md items-center gap-2.5 rounded-lg border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 md:bottom-6"
    >
      {flash.tone === "done" ? (
        <CircleCheck aria-hidden size={16} className="shrink-0 text-met" />
      ) : (
        <TriangleAlert aria-hidden size={16} className="shrink-0 text-risk" />
      )}
      <p className="grow">{t(flash.key as Key<"common">, flash.values)}</p>
      <IconButton label={t("toast.dismiss")} size="small" onClick={() => setShown(false)}>
        <X aria-hidden size={14} />
      </IconButton>
    </div>
  );
}
