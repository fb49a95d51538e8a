import { expect, it } from "vitest";
import { StepDialog, type StepRefusal } from "#app/components/step-dialog.tsx";
import { markup } from "#test/support/markup.tsx";

const step = (refusal: StepRefusal | null) => <StepDialog step="refuse" trigger="Send back" title="Send May back?" consequence="Its drafts go." tone="plain" reason="Why" refusal={refusal} />;

it("shows a refused step its sentence at the field, with what was typed", async () => {
  const html = await markup(step({ step: "refuse", sentence: "Say why.", atReason: true, reason: "because <b>" }));
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain(">Say why.</p>");
  expect(html).toContain("because &lt;b&gt;</textarea>");
});

it("leaves the other steps of the page alone", async () => {
  const html = await markup(step({ step: "confirm", sentence: "Say why.", atReason: true, reason: "x" }));
  expect(html).not.toContain("Say why.");
  expect(html).not.toContain(`aria-invalid="true"`);
  expect(html).toBe(await markup(step(null)));
});
