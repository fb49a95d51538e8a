export const catalogue = {
  "title": "Catalogue",
  "question": "What exists?",
  "products": "Products",
  "departments": "Departments",
  "people": "People",
  "calendars": "Calendars",
  "membership": "Membership",
  "empty.title": "The catalogue is empty",
  "empty.text": "Add a department first, then what it delivers.",
};
