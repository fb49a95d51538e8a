import type { Russian } from "../catalogue.ts";
import type { reasons as english } from "../en/reasons.ts";

export const reasons: Russian<typeof english> = {
  "requested": "Запрошено {{at}}.",
  "delivered": "Передано {{at}}.",
  "dueAt": "Срок {{at}}.",
};
