import { render } from 'preact';
import { App } from './shell/app.tsx';
import { hideKeptPage } from './shell/kept-page.ts';
import { watchKeys } from './shell/keys.ts';
import { openRows } from './shell/row-click.ts';
import { keepPlaces } from './shell/scroll.ts';
import { loadSession } from './state/sign-in.ts';

const root = document.querySelector<HTMLElement>('#app');
if (!root) throw new Error('the page has no #app');
root.replaceChildren();
render(<App />, root);
watchKeys();
openRows();
keepPlaces();
hideKeptPage(root);
void loadSession();
