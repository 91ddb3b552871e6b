import { render } from 'preact';
import { App } from './shell/app.tsx';
import { watchKeys } from './shell/keys.ts';
import { openRows } from './shell/row-click.ts';
import { keepPlaces } from './shell/scroll.ts';
import { loadSession } from './state/sign-in.ts';

const root = document.querySelector('#app');
if (!root) throw new Error('the page has no #app');
root.replaceChildren();
render(<App />, root);
watchKeys();
openRows();
keepPlaces();
// What fails here shows as the banner of a server that is away, which tries again.
loadSession().catch((error: unknown) => console.info(String(error)));
