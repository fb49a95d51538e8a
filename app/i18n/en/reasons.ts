export const reasons = {
  "requested": "Requested {{at}}.",
  "delivered": "Delivered {{at}}.",
  "dueAt": "Due {{at}}.",
};
