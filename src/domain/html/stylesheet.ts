/**
 * The one stylesheet of every page that the Worker writes itself (reports, problems, the API's reference), for screen,
 * phone and paper, light and dark. It stands in the page, so that an archived report needs nothing else; the page's
 * Content-Security-Policy names its SHA-256.
 */
export const PAGE_CSS = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa; --link: #0757ba;
  --bullish: #116329; --bearish: #a40e26; --neutral: #57606a; --warn: #7d4e00; --warn-panel: #fff8e5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #e6edf3; --soft: #9ea7b3; --line: #30363d; --panel: #161b22; --link: #79b8ff;
    --bullish: #56d364; --bearish: #ff938a; --neutral: #9ea7b3; --warn: #e3b341; --warn-panel: #272115;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 0 1rem 3rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.25rem 0.75rem; }
header, footer { color: var(--soft); font-size: 0.9rem; }
header { border-bottom: 1px solid var(--line); padding: 0.75rem 0; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 0.75rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: 0.25rem 0; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 1.5rem 0 0.25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0; }
.dateline { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline; margin: 0 0 0.5rem; }
.state { border: 1px solid var(--line); border-radius: 1rem; padding: 0 0.6rem; font-size: 0.85rem; }
.state-stale, .state-processing { border-color: var(--warn); color: var(--warn); }
.notice { background: var(--warn-panel); border-left: 4px solid var(--warn); margin: 1rem 0; padding: 0.6rem 0.9rem; }
.bullish { color: var(--bullish); } .bearish { color: var(--bearish); } .neutral { color: var(--neutral); }
.call { white-space: nowrap; font-weight: 600; }
.soft { color: var(--soft); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 0.75rem; margin: 0.75rem 0; }
.facts div { background: var(--panel); border-radius: 0.5rem; padding: 0.6rem 0.8rem; }
.facts dt { color: var(--soft); font-size: 0.85rem; } .facts dd { font-size: 1.15rem; margin: 0; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
.cards > li { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.75rem 0.9rem; break-inside: avoid; }
.cards p { margin: 0.4rem 0 0; }
.line { display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; align-items: baseline; }
.tags { list-style: none; display: flex; flex-wrap: wrap; gap: 0.35rem; margin: 0.5rem 0 0; padding: 0; }
.tags li { background: var(--panel); border-radius: 0.3rem; padding: 0 0.45rem; font-size: 0.85rem; }
meter { width: 5rem; height: 0.8rem; vertical-align: middle; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); font-size: 0.9rem; padding: 0.25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.75rem 0.4rem 0; text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-size: 0.85rem; font-weight: 600; }
tbody th { white-space: nowrap; }
th, td { overflow-wrap: normal; }
td { min-width: 4.5rem; } td.long { min-width: 10rem; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
label { display: block; font-weight: 600; }
input, button { font: inherit; padding: 0.4rem 0.7rem; max-width: 100%; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #333; --line: #999; --panel: #fff; --warn-panel: #fff; }
  body { max-width: none; font-size: 10pt; padding: 0; }
  nav, .skip { display: none; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`;

/** A stylesheet as a source of the Content-Security-Policy's style-src: 'sha256-…', quotes included. */
export async function styleSource(css: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css));
  return `'sha256-${new Uint8Array(digest).toBase64()}'`;
}
