/** Verdicts: an icon of its own shape, a word, and only then a colour. */
export const verdicts = `
.verdict-pass{--tone:var(--pass);--tone-ground:var(--pass-ground)}
.verdict-warn{--tone:var(--warn);--tone-ground:var(--warn-ground)}
.verdict-fail{--tone:var(--fail);--tone-ground:var(--fail-ground)}
.verdict-not-evaluated{--tone:var(--none);--tone-ground:var(--none-ground)}
.chip{display:inline-flex;align-items:center;gap:.42em;border-radius:99px;padding:.16rem .7rem .16rem .5rem;background:var(--tone-ground);color:var(--tone);--chip:var(--tone-ground);font-size:.8125rem;font-weight:650;line-height:1.4;white-space:nowrap}
.verdict-line .chip{font-size:.9375rem;padding:.3rem .9rem .3rem .65rem}
.icon{width:1.05em;height:1.05em;flex:none}
.verdict-line{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem}
.verdict-line .chip{white-space:normal;text-align:left;border-radius:1.4rem}
.gates{list-style:none;padding:0;display:grid;gap:.85rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,16.5rem),1fr))}
.gate{background:var(--paper);padding:1rem 1.1rem 1.1rem;font-size:.875rem;color:var(--ink-soft);position:relative;border:1px solid var(--line);border-radius:.45rem;overflow:hidden;scroll-margin-top:5rem;display:flex;flex-direction:column;gap:.45rem}
.gate::before{content:"";position:absolute;inset:0 0 auto;height:3px;background:var(--tone)}
.gate.verdict-not-evaluated::before{background:repeating-linear-gradient(90deg,var(--tone) 0 6px,transparent 6px 11px)}
.gate-head{display:flex;flex-direction:column-reverse;gap:.5rem}
.gate h3{font-size:.9375rem;color:var(--ink)}
.gate-value{font-size:1.25rem;font-weight:600;color:var(--ink);line-height:1.3}
.gate-value span{font-size:.8125rem;font-weight:400;color:var(--ink-soft)}
.gate-threshold{color:var(--ink-faint);font-size:.8125rem;margin-top:auto;padding-top:.35rem}
.gate .remedy,.gate .override{color:var(--ink)}
.remedy{color:var(--ink-soft)}
.entries{list-style:none;padding:0;display:grid;gap:1.25rem;margin-top:1.75rem}
.entry{border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:.4rem;padding:1.25rem 1.4rem}
.entry h2{font:400 1.125rem/1.4 var(--serif);margin-top:.6rem}
.entry .sentence{font:600 1.25rem/1.35 var(--serif);margin:.35rem 0 .6rem;max-width:60ch}
.entry[hidden],.find[hidden]{display:none}
.find{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:end;margin-top:1.5rem;font-size:.9375rem}
.find p{display:grid;gap:.25rem;min-width:0}
.find p:first-child{flex:1 1 16rem}
.find label{font-size:.8125rem;font-weight:600;color:var(--ink-soft)}
.find input,.find select{font:inherit;width:100%;color:var(--ink);background:var(--paper);border:1px solid var(--line-strong);border-radius:.35rem;padding:.5rem .7rem}
.find output{color:var(--ink-soft);padding-bottom:.5rem}
.tally{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1rem;margin:.1rem 0 .5rem;font-size:.8125rem;color:var(--ink-soft)}
.tally .icon{color:var(--tone);--chip:var(--paper);vertical-align:-.16em}
.index h1{font:600 1.75rem/1.3 var(--serif);padding-top:2.5rem}
`;
