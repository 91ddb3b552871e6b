const MARKUP: unique symbol = Symbol('markup');

/** Text that is HTML already. Only `html` makes it: no JSON that was stored can pass for it. */
export interface Markup {
  readonly [MARKUP]: string;
}

/** What a template may hold: text is escaped, markup is not, lists are joined, null leaves nothing. */
export type Content = string | number | null | Markup | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Controls that HTML forbids, and those that turn the direction of text: one of them could end the isolation of
// <bdi> and set the rest of the page from right to left. (Unicode Standard Annex 9, explicit directional formatting.)
// eslint-disable-next-line no-control-regex
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

/** Stored text as HTML text or as a double-quoted attribute: no markup, no controls, no half characters. */
export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNWANTED, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return MARKUP in content ? content[MARKUP] : content.map(render).join('');
}

/** A template whose every value is escaped unless it is markup. Attributes must be written in double quotes. */
export const html = (parts: TemplateStringsArray, ...values: Content[]): Markup => ({
  [MARKUP]: parts.reduce((before, part, place) => before + render(values[place - 1] ?? null) + part),
});

/** A style element; its text is ours and stands as it is. */
export const styleElement = (css: string): Markup => ({ [MARKUP]: `<style>${css}</style>` });

/** The finished document. */
export const toDocument = (markup: Markup): string => `<!doctype html>\n${markup[MARKUP]}\n`;
