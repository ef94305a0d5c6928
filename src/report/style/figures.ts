import { shortSvgDefaults } from "../short-svg.js";

/** Charts: the drawing that came with the page, the live one that replaces it, its tooltip. */
export const figures = `
.chart h3{font-size:1.0625rem;margin-bottom:1rem;max-width:80ch}
.plot{position:relative}
.plot svg{display:block;max-width:100%;height:auto;overflow:visible;stroke-miterlimit:4}
.plot text{font-family:var(--sans);pointer-events:none}
${shortSvgDefaults(".drawn")}
.drawn-narrow,.live{display:none}
[data-state="live"] .live{display:block}
[data-state="live"] .drawn{display:none}
@media (max-width:36rem){.drawn-wide{display:none}.drawn-narrow{display:block}[data-state="live"] .drawn{display:none}}
.downloads{display:flex;flex-wrap:wrap;gap:.2rem .9rem;margin-top:.7rem;font-size:.8125rem;color:var(--ink-faint)}
.downloads a{color:var(--ink-soft)}
#vg-tooltip-element{visibility:hidden;position:fixed;z-index:30;pointer-events:none;max-width:22rem;padding:.55rem .75rem;border-radius:.4rem;background:var(--ink);color:var(--paper);font:400 .8125rem/1.45 var(--sans);box-shadow:0 6px 20px rgb(0 0 0/.22)}
#vg-tooltip-element.visible{visibility:visible}
#vg-tooltip-element table{border-collapse:collapse;width:auto;font-size:inherit}
#vg-tooltip-element td{border:0;padding:.05rem 0;vertical-align:top;text-align:left}
#vg-tooltip-element td.key{opacity:.78;padding-right:.9rem}
#vg-tooltip-element td.value{font-weight:600}
`;
