import { type Html, html } from "./html.js";
import { inlineJson } from "./inline-json.js";

/** A slider or list that moves a signal of some charts; what it reads out at each place is written here, not in the browser. */
export interface Control {
  readonly id: string;
  readonly kind: "slider" | "list";
  readonly label: string;
  /** Parameter of the charts that takes the number of the place, counted from 0. */
  readonly signal: string;
  readonly charts: readonly string[];
  /** Heads of the read-out. */
  readonly reads: readonly string[];
  /** The place that the charts are drawn at. */
  readonly start: number;
  readonly places: readonly { readonly words: string; readonly values: readonly string[] }[];
}

function input({ id, kind, places, start }: Control): Html {
  if (kind === "list")
    return html`<select id="${id}" autocomplete="off">${places.map(
      ({ words }, i) =>
        html`<option value="${String(i)}"${i === start ? html` selected` : null}>${words}</option>`,
    )}</select>`;
  return html`<input id="${id}" type="range" autocomplete="off" min="0" max="${String(places.length - 1)}" step="1" value="${String(start)}" aria-valuetext="${places[start]!.words}">`;
}

/** The control with its read-out. It stays hidden without scripts: a table beside it holds the same numbers. */
export const controlBlock = (
  control: Control,
): Html => html`<div class="control" data-control="${control.signal}" data-charts="${control.charts.join(" ")}" hidden>
<p class="control-line"><label for="${control.id}">${control.label}</label>${control.kind === "slider" ? html`<output for="${control.id}">${control.places[control.start]!.words}</output>` : input(control)}</p>
${control.kind === "slider" ? input(control) : null}
<dl class="readout" aria-live="polite">${control.reads.map((head, i) => html`<div><dt>${head}</dt><dd>${control.places[control.start]!.values[i]!}</dd></div>`)}</dl>
<script type="application/json" class="places">${inlineJson(control.places)}</script>
</div>`;
