/** On paper: dark ink on white, the drawings that came with the page, nothing cut in two. */
export const print = `
@media print{
:root{color-scheme:light;font-size:12px}
.contents,.skip,.downloads,.command button,details:has(pre){display:none!important}
details{border:0}
summary{list-style:none;color:var(--ink);padding:.2rem 0;break-after:avoid}
details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
tr[hidden]{display:table-row!important}
.bar{position:static;padding:0 0 .5rem}
main,footer{max-width:none;padding:0}
.first,.part{padding-top:1.2rem}
.part{display:block;margin-top:1.2rem}
.part-head{position:static;margin-bottom:1rem;break-after:avoid}
.part-body{display:block}.part-body>*{margin-bottom:1.2rem}
.part-body>h3+*{margin-top:.2rem}
.check{display:block}.check>*{margin-bottom:.5rem}
.chart,.gate,.entry,tr,.rules>div,.refusal{break-inside:avoid}
h2,h3,caption{break-after:avoid}
.live,.drawn-narrow,[data-state="live"] .live,[data-state="live"] .drawn-narrow{display:none!important}
.drawn-wide,[data-state="live"] .drawn-wide{display:block!important}
.table-scroll{overflow:visible;background:none}
.part-body>.fine{margin-top:0}
table{font-size:.8125rem}
.chip,.refusal,.gate::before,.entry,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
#vg-tooltip-element{display:none}
}
`;
