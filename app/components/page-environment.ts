import { createContext, useContext } from "react";

/** What a page knows of the response it came with. */
export interface PageEnvironment {
  /** CSP nonce while rendering on the server; empty in the browser, which hides nonces from scripts. */
  readonly nonce: string;
  /** Number under which the log has this request. */
  readonly requestId: string;
}

export const PageEnvironmentContext = createContext<PageEnvironment>({ nonce: "", requestId: "" });

/** Nonce and request number of the page. */
export function usePageEnvironment(): PageEnvironment {
  return useContext(PageEnvironmentContext);
}
