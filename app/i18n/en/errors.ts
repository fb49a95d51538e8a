/** What happened, why, and what to do: pages of faults, and sentences of refusals by their code. */
export const errors = {
  "400.title": "This request could not be read",
  "400.text":
    "An address or a form held something the portal does not understand. Go back and repeat it from the page.",
  "403.title": "This is not open to you",
  "403.text":
    "Your roles do not include this page. If you need it, ask your head or the administrator.",
  "404.title": "There is nothing here",
  "404.text": "The address is wrong, the thing was moved, or it is not yours to see.",
  "409.title": "Someone was faster",
  "409.text":
    "This was changed while you were looking at it. Load the page again to see how it stands now.",
  "500.title": "Something went wrong on our side",
  "500.text":
    "It has been recorded. Try again; if it happens again, tell the administrator the number below.",
  "503.title": "The portal is busy",
  "503.text": "Another piece of work holds the database for a moment. Nothing of what you sent was saved.",
  "507.title": "The portal has no room left",
  "507.text": "Its disk is full; nothing of what you sent was saved. The administrator has to make room.",
  "number": "Number of this error",
  "reload": "Load again",
  "sendAgain": "Send again",
  "kept": "What you typed is kept on this page.",
  "home": "To the start page",
  "field.missing": "Fill this in.",
  "field.tooLong": "This is longer than {{max}} characters.",
  "field.notANumber": "This is not a number.",
  "field.notADate": "{{value}} is not a date.",
  "field.notAChoice": "Choose one of the list.",
};
