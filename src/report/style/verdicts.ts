/** Verdicts: an icon of its own shape, a word, and only then a colour. */
export const verdicts = `
.verdict-pass{--tone:var(--pass);--tone-ground:var(--pass-ground)}
.verdict-warn{--tone:var(--warn);--tone-ground:var(--warn-ground)}
.verdict-fail{--tone:var(--fail);--tone-ground:var(--fail-ground)}
.verdict-not-evaluated{--tone:var(--none);--tone-ground:var(--none-ground)}
.chip{display:inline-flex;align-items:center;gap:.42em;border-radius:99px;padding:.16rem .7rem .16rem .5rem;background:var(--tone-ground);color:var(--tone);--chip:var(--tone-ground);font-size:.8125rem;font-weight:650;line-height:1.4;white-space:nowrap}
.answer .chip{font-size:.9375rem;padding:.3rem .9rem .3rem .65rem}
.icon{width:1.05em;height:1.05em;flex:none}
.gates{list-style:none;padding:0;display:grid;gap:1px;grid-template-columns:repeat(auto-fill,minmax(min(100%,17.5rem),1fr));background:var(--line);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.gate{background:var(--paper);padding:1rem 1.1rem 1.1rem;font-size:.875rem;color:var(--ink-soft);position:relative;box-shadow:0 0 0 1px var(--line)}
.gate::before{content:"";position:absolute;inset:0 0 auto;height:3px;background:var(--tone)}
.gate.verdict-not-evaluated::before{background:repeating-linear-gradient(90deg,var(--tone) 0 6px,transparent 6px 11px)}
.gate-head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.4rem .75rem;align-items:flex-start}
.gate h3{font-size:.9375rem;color:var(--ink)}
.gate-value{font-size:1.25rem;font-weight:600;color:var(--ink);margin-top:.35rem;line-height:1.3}
.gate-threshold{color:var(--ink-faint);font-size:.8125rem;margin-bottom:.5rem}
.gate .remedy,.gate .override{margin-top:.5rem;color:var(--ink)}
.remedy{color:var(--ink-soft)}
.entries{list-style:none;padding:0;display:grid;gap:1.25rem;margin-top:1.75rem}
.entry{border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:.4rem;padding:1.25rem 1.4rem}
.entry h2{font:400 1.125rem/1.4 var(--serif);margin-top:.6rem}
.entry .sentence{font:600 1.25rem/1.35 var(--serif);margin:.35rem 0 .6rem;max-width:60ch}
.index h1{font:600 1.75rem/1.3 var(--serif);padding-top:2.5rem}
`;
