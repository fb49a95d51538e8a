export const map = {
  "title": "Map",
  "question": "Who depends on whom?",
  "path": "Path to the external customer",
  "coverage": "Coverage",
  "empty.title": "Nothing to draw yet",
  "empty.text": "The map grows from agreements and deliveries.",
};
