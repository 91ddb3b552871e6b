import { html } from '../../domain/html/markup.ts';
import { plainPage } from '../plain-page.ts';

/** The form in the place of a page that needs a key. It holds no stored text, and posts to where it stands. */
export const signInPage = (failure: string | null): string =>
  plainPage(
    'Sign in',
    html`<p class="soft">With a key from <code>API_KEYS</code>. <code>npm start</code> prints the local one.</p>
<form method="post">
<p><label for="key">Key</label>
<input id="key" name="key" type="password" autocomplete="off" required maxlength="512" autofocus
${failure === null ? null : html` aria-invalid="true" aria-describedby="failure"`}></p>
${failure === null ? null : html`<p id="failure" class="notice" role="alert">${failure}</p>`}
<p><button>Sign in</button></p>
</form>
<p class="soft">The key is changed for a cookie that scripts cannot read. It ends after 12 hours.</p>`,
  );
