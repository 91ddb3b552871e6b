import type { oas32 } from 'zod-openapi';
import { type Content, html, styleElement, toDocument } from '../../domain/html/markup.ts';
import { operationsOf } from '../openapi/document.ts';
import { anchorOf, type Listed, operationSection } from './operation.ts';
import { namedSchema } from './schema.ts';
import { DOCS_CSS } from './stylesheet.ts';
import { paragraphs, prose } from './text.ts';

const tagOf = ({ operation }: Listed): string => operation.tags?.[0] ?? '';

const anchor = (tag: string): string => `tag-${tag.toLowerCase().replaceAll(' ', '-')}`;

const contents = (byTag: ReadonlyMap<string, Listed[]>): Content => html`<nav class="contents" aria-label="Operations">
${[...byTag].map(
  ([tag, listed]) =>
    html`<h2><a href="#${anchor(tag)}">${tag}</a></h2><ul>${listed.map(
      (each) => html`<li><a href="#${anchorOf(each)}">${prose(each.operation.summary ?? '')}</a></li>`,
    )}</ul>`,
)}
<h2><a href="#schemas">Shapes</a></h2>
</nav>`;

/** The OpenAPI document as a page to read. `origin` is where it is served. */
export function docsPage(document: oas32.OpenAPIObject, origin: string): string {
  const byTag = Map.groupBy(operationsOf(document), tagOf);
  const shared = document.components?.responses ?? {};
  return toDocument(html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API · Jobledger</title>
${styleElement(DOCS_CSS)}
</head>
<body>
<a class="skip" href="#operations">Skip to the operations</a>
<header><nav aria-label="Pages"><ul><li><a href="/">Dashboard</a></li>
<li><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></li></ul></nav></header>
<div class="columns">
${contents(byTag)}
<main id="operations">
<h1>The API of ${document.info.title}</h1>
${paragraphs(document.info.description ?? '')}
${[...byTag].map(
  ([tag, listed]) => html`<h2 id="${anchor(tag)}">${tag}</h2>
${listed.map((each) => operationSection(each, origin, shared))}`,
)}
<h2 id="schemas">Shapes</h2>
${Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => namedSchema(name, schema))}
</main>
</div>
</body>
</html>`);
}
