import { useT } from "#app/i18n/use-t.ts";
import { Dialog } from "../dialog.tsx";
import { PLACES, type PlaceId } from "./places.ts";

/** The list of keys. */
export function KeyboardHelp({
  places,
  mayRequest,
  onClose,
}: {
  readonly places: readonly PlaceId[];
  readonly mayRequest: boolean;
  readonly onClose: () => void;
}) {
  const t = useT("shell");
  const rows: readonly (readonly [readonly string[], string])[] = [
    [["/", t("keys.or"), "Ctrl K"], t("keys.palette")],
    [["J", "K"], t("keys.rows")],
    [["Enter"], t("keys.open")],
    ...(mayRequest ? ([[["N"], t("keys.request")]] as const) : []),
    [["?"], t("keys.help")],
    ...PLACES.filter((place) => places.includes(place.id)).map(
      (place) => [["G", t("keys.then"), place.letter.toUpperCase()], t(`nav.${place.id}`)] as const
    ),
  ];
  const words = new Set([t("keys.or"), t("keys.then")]);
  return (
    <Dialog title={t("keys")} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5">
        {rows.map(([keys, name]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="flex items-center gap-1.5 text-sm text-faint">
              {keys.map((key) =>
                words.has(key) ? (
                  <span key={key}>{key}</span>
                ) : (
                  <kbd key={key} className="keycap">
                    {key}
                  </kbd>
                )
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
