/** The menu of saved views above a list. */
export const views = {
  "views": "Views",
  "list": "Saved views of this list",
  "none": "No saved views yet. Set filters, then save the list as it stands.",
  "shared": "shared",
  "default": "opens first",
  "name": "Name of the view",
  "save": "Save this view",
  "more": "Share, rename, delete",
  "mail": "Mail me this list",
  "broken": "This view asks for something that the list no longer has: {{what}}. What is left is shown. Save it again or delete it.",
  "broken.order": "the order",
};
