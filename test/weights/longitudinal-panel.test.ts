import { expect, it } from "vitest";
import { marginalStructuralModel } from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { panelTable } from "../../src/panel/panel-table.js";
import { exposure } from "../../src/weights/exposure.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import { panelValues } from "../panel/panel-values.js";
import { smallPanel, userDays } from "../panel/small-panel.js";

it("a panel as a table: weights and a marginal structural model without an estimand file", () => {
  const rows: [number, number, number][] = [];
  for (let user = 0; user < 40; user++)
    for (let day = 0; day < 6; day++)
      if ((user * 7 + day * 5) % 4 > 0) rows.push([user, day, 1 + ((user * 3 + day * day) % 7)]);
  const users = Array.from({ length: 40 }, (_, i) => `${i}`);
  const panel = panelFromUserDays(userDays(rows, { users, days: 6, firstDay: 18448 }), smallPanel, "input");
  const names = ["clicks", "lag_1_clicks", "active_day", "many"];
  const table = panelTable(panel, names);
  expect(Object.keys(table)).toEqual(["user", "day", ...names]);
  expect([...table.clicks!]).toEqual(panelValues(panel, "clicks"));
  expect([...table.lag_1_clicks!]).toEqual(panelValues(panel, "lag_1_clicks"));
  expect(table.user!.length).toBe(panel.rows);

  const weights = stabilizedWeights({
    data: table,
    unit: "user",
    time: "day",
    treatment: "many",
    available: "active_day",
    denominator: "~ lag_1_clicks + day",
    numerator: "~ day",
  });
  const data = {
    ...table,
    sofar: exposure.cumulative({ data: table, unit: "user", time: "day", treatment: "many" }),
  };
  const model = marginalStructuralModel({
    data,
    formula: "clicks ~ sofar + day",
    family: "gaussian",
    weights,
    cluster: "user",
  });
  expect(model.clusters).toBe(40);
  expect(model.rows).toBe(panel.rows);
  for (const names of [["user"], ["clicks", "clicks"]])
    expect(() => panelTable(panel, names)).toThrow(expect.objectContaining({ code: "panel.table-columns" }));
  expect(() => panelTable(panel, ["nothing"])).toThrow();
});
