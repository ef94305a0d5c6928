/** Tables, definition lists, disclosures and the command to copy. */
export const tables = `
.table-scroll{overflow-x:auto;background:linear-gradient(90deg,var(--paper) 30%,transparent) 0 0,linear-gradient(270deg,var(--paper) 30%,transparent) 100% 0,linear-gradient(90deg,var(--scroll-hint),transparent) 0 0,linear-gradient(270deg,var(--scroll-hint),transparent) 100% 0;background-repeat:no-repeat;background-size:2.5rem 100%,2.5rem 100%,.8rem 100%,.8rem 100%;background-attachment:local,local,scroll,scroll}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.45}
caption{text-align:left;font-weight:650;font-size:1rem;padding-bottom:.6rem}
th,td{padding:.5rem .9rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{border-bottom:1.5px solid var(--line-strong);font-weight:600;font-size:.8125rem;color:var(--ink-soft);vertical-align:bottom;line-height:1.3}
tbody th{font-weight:500}
.number{text-align:right}
tbody th .note{display:block}
.role-primary th,.role-primary td{font-weight:700}
.role-primary .note{font-weight:400}
.role-unadjusted th,.role-unadjusted td{color:var(--chart-treated)}
.role-sensitivity th,.role-sensitivity td{color:var(--ink-soft)}
.truth th,.truth td{font-style:italic;border-top:1.5px dashed var(--line-strong)}
.beyond th,.beyond td{font-weight:650}
.part-body>.fine{margin-top:-1.7rem}
.brief+.fine{margin-top:.9rem}
.rules{display:grid;gap:0}
.rules>div{display:grid;gap:.15rem 1.5rem;padding:.7rem 0;border-bottom:1px solid var(--line)}
.rules>div:first-child{border-top:1px solid var(--line)}
.rules dt{font-weight:600;font-size:.875rem;color:var(--ink-soft)}
.rules dd{min-width:0;max-width:68ch}
.rules .note{display:block;margin-top:.1rem}
.rules dt .tag{display:table;margin:.25rem 0 0}
.hash{overflow-wrap:anywhere}
.check{display:grid;gap:.85rem;min-width:0;padding-bottom:.4rem}
.check>*{min-width:0}
.check .eyebrow{color:var(--ink-soft);font-weight:600}
.check .tag{font-weight:400}
.judged{margin-left:.4rem;text-decoration:none}
.assumptions{display:grid;gap:.45rem;max-width:68ch;color:var(--ink-soft)}
.assumptions li::marker{color:var(--ink-faint)}
details{border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.part-body>details:last-child{border-bottom:0}
summary{cursor:pointer;padding:.65rem 0;font-weight:600;font-size:.9375rem;color:var(--link)}
details>:not(summary){margin:.5rem 0 1.25rem}
details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
pre{overflow-x:auto;background:var(--ground);border:1px solid var(--line);border-radius:.4rem;padding:.9rem 1rem;line-height:1.5;max-height:28rem}
.command{position:relative}
.command button{position:absolute;top:.55rem;right:.55rem;font:600 .8125rem/1 var(--sans);color:var(--ink);background:var(--paper);border:1px solid var(--line-strong);border-radius:.35rem;padding:.5rem .75rem;cursor:pointer}
.command button:hover{border-color:var(--ink-soft)}
@media (max-width:36rem){.table-scroll tbody th{min-width:8.5rem}}
@media (min-width:44rem){.rules>div{grid-template-columns:9.5rem minmax(0,1fr)}}
`;
