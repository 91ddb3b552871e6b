import { type Content, html } from '../../domain/html/markup.ts';

/** Text whose `backticks` are code. */
export const prose = (text: string): Content =>
  text.split('`').map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part));

/** Text whose blank lines part paragraphs. */
export const paragraphs = (text: string): Content => text.split('\n\n').map((part) => html`<p>${prose(part)}</p>`);

/** A value as its JSON. */
export const json = (value: unknown): Content => html`<pre><code>${JSON.stringify(value, null, 2)}</code></pre>`;

/** Contents one after another, with something in between. */
export const joined = (contents: readonly Content[], between: string): Content =>
  contents.flatMap((content, place) => (place === 0 ? [content] : [between, content]));
