import { redirect } from "@remix-run/node";

/** The way to rating in the bottom bar: what waits for a signed-in person stands in the inbox. */
export function loader() {
  return redirect("/inbox");
}
