import { didYouMean } from "../../definition/nearest-name.js";
import { CausalError } from "../../errors.js";
import { binomialCloglog, quasibinomialCloglog } from "./binomial-cloglog.js";
import { binomialLogit, quasibinomialLogit } from "./binomial-logit.js";
import { binomialProbit, quasibinomialProbit } from "./binomial-probit.js";
import type { Family, GlmFamily, Link } from "./family.js";
import { poissonLog } from "./poisson-log.js";

/** Families fitted by iteration, by family and link; gaussian has its closed form in fit-linear.ts. */
export const families: Readonly<
  Record<Exclude<Family, "gaussian">, Readonly<Partial<Record<Link, GlmFamily>>>>
> = {
  binomial: { logit: binomialLogit, probit: binomialProbit, cloglog: binomialCloglog },
  quasibinomial: { logit: quasibinomialLogit, probit: quasibinomialProbit, cloglog: quasibinomialCloglog },
  poisson: { log: poissonLog },
};

/** The link a family has when none is named. */
export const defaultLinks: Readonly<Record<Family, Link>> = {
  gaussian: "identity",
  binomial: "logit",
  quasibinomial: "logit",
  poisson: "log",
};

/** @throws CausalError `glm.family` for a family or link that is not fitted here. */
export function familyOf(family: Exclude<Family, "gaussian">, link: Link = defaultLinks[family]): GlmFamily {
  const links = families[family];
  const found = links?.[link];
  if (found !== undefined) return found;
  const known = ["gaussian", ...Object.keys(families)];
  const given: string | undefined = family;
  const which = given === undefined ? "family is missing" : `family "${given}" is not known`;
  throw new CausalError(
    "glm.family",
    links === undefined
      ? `${which}; families are ${known.join(", ")}${didYouMean(given ?? "", known)}`
      : `family "${family}" has no link "${link}"; it has ${Object.keys(links).join(", ")}${didYouMean(link, Object.keys(links))}`,
    { family, link },
  );
}
