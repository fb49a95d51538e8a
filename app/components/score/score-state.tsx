import { useT } from "#app/i18n/use-t.ts";
import { Time } from "../time.tsx";

/** Whether figures are frozen, or as they stand at an instant. */
export function ScoreState({ isFinal, asOf, zone }: { readonly isFinal: boolean; readonly asOf: number | null; readonly zone: string }) {
  const t = useT("scorecards");
  if (isFinal) return <p className="text-sm text-faint">{t("state.final")}</p>;
  return (
    <p className="text-sm text-faint">
      {t("state.live")}
      {asOf === null ? null : (
        <>
          {" "}
          {t("asOf")} <Time at={asOf} zone={zone} />
        </>
      )}
    </p>
  );
}
