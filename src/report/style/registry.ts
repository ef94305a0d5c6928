import { answer } from "./answer.js";
import { base } from "./base.js";
import { controls } from "./controls.js";
import { figures } from "./figures.js";
import { layout } from "./layout.js";
import { print } from "./print.js";
import { tables } from "./tables.js";
import { tokens } from "./tokens.js";
import { verdicts } from "./verdicts.js";

/** The style of every page. Print comes last. */
export const pageStyle: string = [tokens, base, layout, answer, verdicts, figures, controls, tables, print]
  .join("")
  .replace(/\n+/g, "\n");
