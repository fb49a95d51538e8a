import { Printer } from "lucide-react";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";

/** Opens the browser's print dialog for the page as it stands; the style sheet has a form for paper. */
export function PrintButton() {
  const t = useT("common");
  return (
    <Button type="button" className="no-print" icon={<Printer aria-hidden size={15} />} onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
}
