import { createContext, useContext } from "react";
import type { ShellData } from "./places.ts";

/** What the shell knows, for parts of a page that depend on the person: its star, and the saved views of its list. */
export const ShellContext = createContext<ShellData | null>(null);

/** Null on pages without the shell. */
export const useShell = (): ShellData | null => useContext(ShellContext);
