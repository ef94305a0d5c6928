import type { FigureTable } from "./figure-table.js";

/** What notebook 04 prints of weighted regressions, digit by digit. */
export const regressionFigures: readonly FigureTable[] = [
  {
    name: "plain_means",
    notebook: 4,
    title: "Means by arm, without weights and with the cap of 10",
    columns: ["treated", "control", "difference", "lift"],
    decimals: [4, 4, 4, 4],
    rows: {
      unweighted: [385.6233, 378.5479, 7.0755, 0.0187],
      weighted: [373.4068, 375.1457, -1.7389, -0.0046],
    },
  },
  {
    name: "ladder",
    notebook: 4,
    title: "From the raw difference to the headline: weekly interactions on treatment",
    columns: ["control_mean", "effect", "lift", "error", "lower", "upper", "p", "r_squared"],
    decimals: [4, 4, 4, 4, 4, 4, 4, 4],
    rows: {
      none: [378.5479, 7.0755, 0.0187, 7.3094, -7.4458, 21.5968, 0.3356, 0.0005],
      weights: [375.1457, -1.7389, -0.0046, 5.9348, -13.5295, 10.0517, 0.7702, 0],
      calendar: [378.5479, -2.6193, -0.0069, 4.494, -11.5474, 6.3088, 0.5615, 0.4363],
      both: [375.1457, -2.6877, -0.0072, 4.5962, -11.8189, 6.4435, 0.5602, 0.4727],
    },
  },
  {
    name: "weight_choices",
    notebook: 4,
    title: "Choices of weights, all with the calendar",
    columns: [
      "control_mean",
      "effect",
      "lift",
      "error",
      "lower",
      "upper",
      "p",
      "r_squared",
      "effective_rows",
      "effective_share",
    ],
    decimals: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4],
    rows: {
      unweighted: [378.5479, -2.6193, -0.0069, 4.494, -11.5474, 6.3088, 0.5615, 0.4363, 4698, 1],
      logistic_unclipped: [
        375.6858, 1.5616, 0.0042, 8.2328, -14.7943, 17.9175, 0.85, 0.4709, 1260.0838, 0.2682,
      ],
      logistic_cap_10: [
        375.1457, -2.6877, -0.0072, 4.5962, -11.8189, 6.4435, 0.5602, 0.4727, 2400.8979, 0.511,
      ],
      logistic_cap_5: [
        375.1266, -2.9769, -0.0079, 4.1279, -11.1777, 5.2239, 0.4727, 0.469, 2932.2499, 0.6241,
      ],
      logistic_cap_2: [376.3357, -2.2273, -0.0059, 3.8445, -9.865, 5.4105, 0.5638, 0.4593, 3797.3068, 0.8083],
      lightgbm_unclipped: [
        380.0789, 0.9744, 0.0026, 4.8031, -8.5678, 10.5166, 0.8397, 0.4501, 2143.4028, 0.4562,
      ],
      lightgbm_cap_10: [
        380.8991, -0.4889, -0.0013, 4.5072, -9.4432, 8.4655, 0.9139, 0.452, 2351.8214, 0.5006,
      ],
    },
  },
  {
    name: "secondary",
    notebook: 4,
    title: "Other outcomes, weights capped at 10 and calendar",
    columns: ["control_mean", "effect", "lift", "error", "lower", "upper", "p", "r_squared"],
    decimals: [4, 4, 4, 4, 4, 4, 4, 4],
    rows: {
      future_7day_active_days: [6.8748, -0.0299, -0.0044, 0.019, -0.0677, 0.0079, 0.1194, 0.0099],
      future_7day_avg_daily_interactions: [53.5922, -0.384, -0.0072, 0.6566, -1.6884, 0.9205, 0.5602, 0.4727],
      future_7day_play_hours: [0.8679, 0.0598, 0.0689, 0.0195, 0.021, 0.0986, 0.0029, 0.3471],
      log1p_future_7day_interactions: [5.813, -0.012, -0.0021, 0.0148, -0.0414, 0.0175, 0.422, 0.5182],
    },
  },
  {
    name: "msm_bootstrap",
    notebook: 4,
    title: "300 resamples of users, weights kept",
    columns: ["mean", "sd", "lower", "upper"],
    decimals: [4, 4, 4, 4],
    rows: {
      both: [-3.197, 4.6352, -12.2706, 5.7291],
    },
  },
];
