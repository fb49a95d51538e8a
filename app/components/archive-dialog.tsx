import { ConfirmDialog } from "./confirm-dialog.tsx";
import { TypedFormFrame, TypedSubmit } from "./typed-field.tsx";
import { freshForm } from "./typed-form.ts";

/** What archiving a thing means, and the dialog that does it: a form post with the intent `archive`. */
export function ArchiveDialog({ title, consequence, act }: { readonly title: string; readonly consequence: string; readonly act: string }) {
  return (
    <ConfirmDialog title={title} consequence={consequence} triggerLabel={act}>
      {() => (
        <TypedFormFrame form={freshForm()}>
          <TypedSubmit intent="archive" tone="danger">
            {act}
          </TypedSubmit>
        </TypedFormFrame>
      )}
    </ConfirmDialog>
  );
}
