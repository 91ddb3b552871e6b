import { PAGE_CSS } from '../../domain/html/stylesheet.ts';

/** The reports' look, and what a reference needs besides: a list of operations beside the text, code, methods. */
export const DOCS_CSS = `${PAGE_CSS}
body { max-width: 82rem; }
.columns { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) {
  .columns { grid-template-columns: 17rem minmax(0, 1fr); }
  .contents { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 1rem 0; }
}
.contents ul { display: block; }
.contents h2 { font-size: 0.85rem; color: var(--soft); margin: 1rem 0 0.2rem; }
.contents li { font-size: 0.9rem; }
.contents a { padding: 0.1rem 0; text-decoration: none; }
.operation { border-top: 1px solid var(--line); padding: 1.25rem 0; scroll-margin-top: 0.5rem; }
.operation h3 { display: flex; flex-wrap: wrap; gap: 0.25rem 0.7rem; align-items: baseline; font-size: 1.05rem; }
h4 { margin: 1rem 0 0.25rem; font-size: 0.95rem; }
h2, h3, .schema { scroll-margin-top: 0.5rem; }
code, pre { font: 0.9em/1.45 ui-monospace, Menlo, Consolas, monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 0.4rem; margin: 0.4rem 0; padding: 0.6rem 0.8rem; overflow-x: auto; }
.method { border: 1px solid var(--line); border-radius: 0.3rem; padding: 0 0.45rem; font-weight: 600; }
.method-get { color: var(--bullish); } .method-post, .method-put { color: var(--warn); } .method-delete { color: var(--bearish); }
summary { cursor: pointer; padding: 0.2rem 0; color: var(--link); }
.schema h3 { margin-top: 1.25rem; }
.members { list-style: none; margin: 0.25rem 0; padding: 0 0 0 0.9rem; border-left: 2px solid var(--line); }
.members li { margin: 0.15rem 0; }
`;
