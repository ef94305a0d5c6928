import type { World } from "../world.js";
import { feedback } from "./feedback.js";
import { staticWorld } from "./static.js";

/** Every simulated world by its name. */
export const worlds: Readonly<Record<string, World>> = { feedback, static: staticWorld };
