import { PAGE_CSS, styleSource } from '../domain/html/stylesheet.ts';

/** A server-rendered page has one stylesheet, which stands in it, no script and no image. */
export const pageHeaders = async (css: string = PAGE_CSS): Promise<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src ${await styleSource(css)}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
});
