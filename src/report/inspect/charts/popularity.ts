import { formatCount } from "../../format/count.js";
import { formatShare } from "../../format/share.js";
import { type InspectChart, single } from "../chart-family.js";
import { popularityTable } from "../tables/popularity.js";

const axis = { format: ".0%", grid: true, tickCount: 5 };

const chart: InspectChart = {
  name: "popularity",
  drawn: ({ popularity }) => popularity !== null && popularity.items > 1,
  title: ({ popularity }) => {
    const { items, points } = popularity!;
    const tenth = points.find(({ shareOfItems }) => shareOfItems >= 0.1)!;
    return `The most popular ${formatShare(tenth.shareOfItems)} of ${formatCount(items)} items hold ${formatShare(tenth.shareOfEvents)} of the events`;
  },
  description: () =>
    "Items from the most to the least popular along the axis, and the share of all events that they hold together. On the dashed line every item would have the same number of events.",
  table: popularityTable,
  view: ({ popularity }, palette) => ({
    data: { values: popularity!.points },
    height: 240,
    layer: [
      {
        data: { values: [0, 1].map((share) => ({ shareOfItems: share, shareOfEvents: share })) },
        mark: { type: "line", strokeDash: [6, 4], strokeWidth: 1, color: palette.reference },
        encoding: {
          x: { field: "shareOfItems", type: "quantitative" },
          y: { field: "shareOfEvents", type: "quantitative" },
        },
      },
      {
        mark: { type: "line", strokeWidth: 2, color: palette.control },
        encoding: {
          x: {
            field: "shareOfItems",
            type: "quantitative",
            title: "Share of items, most popular first",
            axis,
          },
          y: { field: "shareOfEvents", type: "quantitative", title: "Share of events", axis },
        },
      },
      {
        mark: { type: "point", size: 160, opacity: 0, color: palette.control },
        encoding: {
          x: { field: "shareOfItems", type: "quantitative" },
          y: { field: "shareOfEvents", type: "quantitative" },
          tooltip: [
            { field: "items", type: "quantitative", format: ",", title: "Items" },
            { field: "shareOfItems", type: "quantitative", format: ".1%", title: "Share of items" },
            { field: "shareOfEvents", type: "quantitative", format: ".1%", title: "Share of events" },
            { field: "events", type: "quantitative", format: ",", title: "Events of the last of them" },
          ],
        },
      },
    ],
  }),
};

/** How events pile up on few items. */
export const popularityCharts = single(chart);
