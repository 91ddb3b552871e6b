import { type Content, html, styleElement, toDocument } from '../domain/html/markup.ts';
import { PAGE_CSS } from '../domain/html/stylesheet.ts';

/** A page that stands in the place of another: a title, a way to the dashboard, and what is to be said. */
export const plainPage = (title: string, main: Content): string =>
  toDocument(html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Jobledger</title>
${styleElement(PAGE_CSS)}
</head>
<body>
<header><nav aria-label="Pages"><ul><li><a href="/">Dashboard</a></li></ul></nav></header>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>`);
