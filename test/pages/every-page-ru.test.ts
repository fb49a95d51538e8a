import { describe } from "vitest";
import { everyPageIn } from "./every-page.ts";

describe("every page in Russian", () => everyPageIn("ru"));
