/** Reference sub-cases that no test uses yet, by peer. It may only shrink; `whyNotYet` says what each waits for. */
export const notYetUsed: Readonly<Record<string, readonly string[]>> = {
  gfoRmula: [
    "basicdata_nocomp.survival",
    "continuous_eof",
    "binary_eof.threshold",
    "censor_data.ipw",
    "binary_panel.exact",
  ],
  ice: ["pool_classic.doc", "pool_classic.static", "strat_classic.static"],
  lalonde: ["matchit.nn1"],
  lmtp: [
    "ex1.1_point_continuous_shift",
    "ex2.1_sim_t4_mtp",
    "sim_t4_natural",
    "ex4.1_sim_cens_natural",
    "ex5.1_point_surv_on",
    "point_surv.contrast_rr",
    "ex6.1_multivariate",
    "v142.sim_t4_mtp",
    "v142.sim_cens_natural",
    "v142.point_surv_on",
  ],
  ltmle: [
    "point.abar1",
    "point.ATE",
    "three_trt.static",
    "long_cont.static",
    "long_cont.rule",
    "long_cens.static",
    "surv.static",
    "maintain_treatment",
    "msm.doc",
    "msm.empirical",
  ],
  tidy: ["cox.lung_efron", "km.lung_weighted"],
  zepid: ["icgf.3t.simple", "icgf.2t.simple", "gformula.survival"],
};

/** What sub-cases (by the beginnings of their names) of `notYetUsed` wait for. */
export const whyNotYet: Readonly<Record<string, string>> = {
  "gfoRmula/": "Monte Carlo g-formula: a later issue",
  "ice/": "iterated conditional expectations: a later issue",
  "lalonde/matchit.nn1": "matching: a later issue",
  "lmtp/": "modified treatment policies over time: a later issue",
  "ltmle/": "longitudinal targeted minimum loss: a later issue",
  "tidy/cox.lung_efron": "Cox regression: survival, a later issue",
  "tidy/km.lung_weighted": "Kaplan-Meier: survival, a later issue",
  "zepid/icgf.": "iterated conditional g-formula: a later issue",
  "zepid/gformula.survival": "g-formula for survival: a later issue",
};

/** Sub-cases (or beginnings of their names) that will never be used, with the reason. */
export const neverUsed: Readonly<Record<string, string>> = {
  "msm/weights.glm_num_PEER_QUIRK":
    "peer's own bug: drops baseline covariates from numerators after time 1 (fixed in WeightIt 2.0.0)",
  "lalonde/cbps_over.ATE": "optimiser-dependent: 202.4 or 175.3 for the same call",
  "ipw/haartdat.cox_weights":
    "weights from Cox models: no feature asked for (the pooled logistic rows of the same data stand for them)",
  "zepid/aiptw.binary.missing":
    "peer's own bug: the mean is over rows whose outcome is seen, already weighted by their chance to be (-0.081897; over all rows -0.081875)",
  "tidy/glm.separated": "separated: coefficients are nonsense; that it is detected is tested on its data",
  "tidy/mh.ucb": "Mantel-Haenszel: no feature asked for",
  "tidy/rosenbaum.psens": "Rosenbaum bounds: no feature asked for",
  "tidy/gee.ohio_exchangeable": "exchangeable GEE: no feature asked for",
  "tidy/gee.ohio_unstructured": "unstructured GEE: no feature asked for",
  "zepid/zepid_tests/":
    "quotes the peer's test suite, whose fixture is inside the test file: no data beside it, or no feature asked for",
};
