import { Form } from "@remix-run/react";
import { FilePen } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useT } from "#app/i18n/use-t.ts";
import type { TaskPageData } from "./task-page.server.ts";

/** What can be done about a request that no agreement covers; from the third of a kind on it asks for a promise. */
export function BeyondNotice({ data }: { readonly data: TaskPageData }) {
  const t = useT("desk");
  const { task, beyond } = data;
  if (task.hasAgreement || !data.isRequested || beyond.count === 0) return null;
  const isNew = data.acts.includes("accept_once");
  const isTaken = data.history.some((event) => event.payload.beyond);
  const text = isNew ? t("beyond") : data.side === "client" && task.state === "requested" ? t("beyond.client", { provider: data.provider }) : isTaken ? t("beyond.done") : null;
  if (text === null && !beyond.isMany) return null;
  return (
    <Notice
      tone={beyond.isMany && beyond.mayPropose ? "warning" : "info"}
      action={
        beyond.mayPropose ? (
          <Form method="post">
            <Button name="act" value="propose_terms" size="small" icon={<FilePen aria-hidden size={14} />}>
              {t("act.propose_terms")}
            </Button>
          </Form>
        ) : undefined
      }
    >
      {text}
      {beyond.isMany ? <span className="block font-medium">{t("beyond.many", { count: beyond.count, client: data.clients })}</span> : null}
    </Notice>
  );
}
