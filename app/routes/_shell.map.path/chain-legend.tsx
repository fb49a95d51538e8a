import { LinkSwatch } from "#app/components/map/link-legend.tsx";
import { DELAY_KINDS } from "#app/domain/map/delay-links.ts";
import { useT } from "#app/i18n/use-t.ts";
import { KIND_LOOKS } from "./kind-looks.ts";

/** What the lines of a chain mean. */
export function ChainLegend() {
  const t = useT("chain");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted" aria-label={t("legend")}>
      {DELAY_KINDS.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <LinkSwatch state={KIND_LOOKS[kind]} />
          {t(`kind.${kind}`)}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <LinkSwatch state={null} />
        {t("legend.none")}
      </li>
    </ul>
  );
}
