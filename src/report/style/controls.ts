/** Controls that move charts: a line of words, a slider or list, and what it reads out. */
export const controls = `
.control{display:grid;gap:.6rem;border:1px solid var(--line);border-radius:.45rem;padding:1rem 1.15rem 1.1rem;background:var(--ground)}
.control[hidden]{display:none}
.control-line{display:flex;flex-wrap:wrap;gap:.15rem .6rem;font-size:.9375rem}
.control label{font-weight:650}
.control output{color:var(--ink-soft)}
.control input[type=range]{width:100%;margin:0;accent-color:var(--chart-control);height:1.75rem;cursor:pointer}
.control select,.control input[type=search]{font:inherit;font-size:.9375rem;max-width:100%;color:var(--ink);background:var(--paper);border:1px solid var(--line-strong);border-radius:.35rem;padding:.4rem .6rem}
.readout{display:grid;gap:.5rem 1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,9rem),1fr))}
.readout dt{font-size:.8125rem;color:var(--ink-soft)}
.readout dd{font-weight:650;font-size:1.0625rem;line-height:1.35}
.fields{display:grid;gap:.7rem 1.25rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr))}
.fields p{display:grid;gap:.25rem;min-width:0}
.control .fields label{font-size:.8125rem;font-weight:600;color:var(--ink-soft)}
.control .fields select,.control .fields input{width:100%;min-width:0;height:2.4rem}
.finder output{font-size:.875rem}

@media print{.control{display:none!important}}
`;
