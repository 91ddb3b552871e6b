import type { ProblemBody } from '../../schema/api/problem.ts';
import { html } from '../domain/html/markup.ts';
import { REPORT_PATHS } from '../domain/reports/html/page.ts';
import { plainPage } from './plain-page.ts';

const PAGES: ReadonlySet<string> = new Set([...Object.values(REPORT_PATHS), '/docs']);

/** Whether an address is a page's, where an error is one for a person to read. */
export const isPage = (url: string): boolean => PAGES.has(new URL(url).pathname);

const line = ({ parameter, pointer, detail }: NonNullable<ProblemBody['errors']>[number]) =>
  html`<li><code>${parameter ?? pointer}</code> ${detail}</li>`;

/** A problem in the place of a page. */
export const problemPage = ({ title, status, detail, instance, errors = [] }: ProblemBody): string =>
  plainPage(
    title,
    html`<p class="soft">${status}</p>
<p class="notice" role="alert">${detail}</p>
${errors.length > 1 ? html`<ul>${errors.map(line)}</ul>` : null}
<p><a href="${instance}">The page without parameters</a></p>`,
  );
