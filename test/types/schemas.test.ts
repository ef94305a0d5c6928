import { it } from "vitest";
import type { z } from "zod";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import type { panelSchema, treatmentRuleSchema } from "../../src/definition/panel-schema.js";
import type { TreatmentRule } from "../../src/definition/treatment.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import type { estimandSchema } from "../../src/estimand/estimand-schema.js";
import { holds, type Mutual } from "./same.js";

/** Readonly all the way down, so that only keys, optionality and values are compared. */
type Deep<T> = T extends object ? { readonly [K in keyof T]: Deep<T[K]> } : T;

it("pins the schemas to the types (checked by tsc)", () => {
  holds<Mutual<z.output<typeof panelSchema>, PanelDefinition>>();
  holds<Mutual<z.output<typeof treatmentRuleSchema>, TreatmentRule>>();
  holds<Mutual<z.output<typeof estimandSchema>, Estimand>>();
  holds<Mutual<Deep<Required<z.output<typeof estimandSchema>>>, Deep<Required<Estimand>>>>();
  holds<Mutual<keyof z.output<typeof estimandSchema>, keyof Estimand>>();
  holds<Mutual<keyof z.output<typeof estimandSchema>["adjustFor"], keyof Estimand["adjustFor"]>>();
});
