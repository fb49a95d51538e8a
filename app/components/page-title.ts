/** The `meta` of a route: its title and the product's name. Give it the loader's `title`, which is in the page's language. */
export function pageTitle(title: string | undefined): { title: string }[] {
  return [{ title: title ? `${title} · Concord` : "Concord" }];
}
