/** The look of report.html: light and dark, wide and narrow, on paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2530; --paper: #fcfcfa; --line: #d5d9de; --soft: #5b6673;
	--bar: #2f6f9f; --warn: #a3440f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --paper: #15191e; --line: #39424c;
	--soft: #9aa6b2; --bar: #6fb0dd; --warn: #f0a070; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--paper); color: var(--ink);
	font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: .75rem 0 0; }
p { max-width: 45rem; } .soft { color: var(--soft); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
	vertical-align: top; white-space: nowrap; font-variant-numeric: tabular-nums; }
th { color: var(--soft); font-weight: 600; } td.off { color: var(--warn); font-weight: 600; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; }
.plot { width: 100%; height: auto; } .plot text { font: 10px system-ui, sans-serif; fill: var(--soft); }
.bars rect, .dot { fill: var(--bar); } .axis { stroke: var(--line); fill: none; }
.range { stroke: var(--bar); stroke-width: 2; }
.movement { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid; }
.faces { display: grid; grid-template-columns: repeat(3, minmax(0, 9rem)); gap: .5rem; margin-top: .5rem; }
figure { margin: 0; } img { width: 100%; height: auto; display: block; border-radius: 4px; }
.none { aspect-ratio: 1; border: 1px dashed var(--line); border-radius: 4px; display: grid;
	place-items: center; color: var(--soft); font-size: .8rem; }
figcaption { font-size: .8rem; color: var(--soft); } a { color: inherit; }
`;
