import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useT } from "#app/i18n/use-t.ts";
import type { CalendarPage } from "./read.server.ts";

/** A year of a Russian calendar waits for a person who says that it is right. */
export function ConfirmYear({ data }: { readonly data: Pick<CalendarPage, "toConfirm" | "version" | "isNewest" | "year"> & { readonly mayEdit: boolean } }) {
  const t = useT("calendars");
  const { toConfirm: year, version: number } = data;
  if (year === null) return null;
  const ask = data.mayEdit && data.isNewest && data.year === year;
  return (
    <div className="no-print">
      <Notice
        tone="warning"
        action={
          ask ? (
            <ConfirmDialog title={t("confirm.title", { year })} consequence={t("confirm.text", { year, number })} triggerLabel={t("confirm", { year })}>
              {(close) => (
                <Form method="post" onSubmit={close} className="flex justify-end">
                  <input type="hidden" name="year" value={year} />
                  <input type="hidden" name="number" value={number} />
                  <Button tone="primary">{t("confirm", { year })}</Button>
                </Form>
              )}
            </ConfirmDialog>
          ) : undefined
        }
      >
        {t("confirm.warning", { year })}
      </Notice>
    </div>
  );
}
