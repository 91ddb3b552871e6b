import { useLocation } from 'preact-iso/router';
import { PAGES, REPORTS } from '../routes.ts';
import { reloadAll } from '../state/reads.ts';
import { refreshing } from '../state/refreshing.ts';
import { standing } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import { Icon } from '../ui/icon.tsx';
import { Age } from '../ui/time.tsx';
import { useClosing } from '../ui/use-closing.ts';
import { keysOpen } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { Settings } from './settings.tsx';

/** The bar at the top: where one can go, how fresh the page is, who is looking. */
export function Top() {
  const who = useStore(standing);
  const inside = who !== null && (who.session !== null || who.public_reads);
  return (
    <header class="top">
      <a class="brand" href="/">
        <img src="/favicon.svg" alt="" width="20" height="20" />
        Jobledger
      </a>
      {inside && <Menu />}
      <div class="tools">
        {inside && <Freshness />}
        <Settings />
      </div>
      {useStore(keysOpen) && <KeysDialog />}
    </header>
  );
}

function Menu() {
  const { path } = useLocation();
  const reports = useClosing();
  const isCurrent = (page: string) => (page === '/' ? path === '/' : path.startsWith(page));
  const isHistory = (page: string) => page === '/history' && path.startsWith('/jobs');
  return (
    <nav aria-label="Pages">
      <ul>
        {PAGES.map(({ path: page, name }) => (
          <li key={page}>
            <a href={page} aria-current={isCurrent(page) ? 'page' : isHistory(page) ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
        <li>
          <details class="menu" ref={reports}>
            <summary>Reports</summary>
            <ul>
              {REPORTS.map(({ path: report, name }) => (
                <li key={report}>
                  <a href={report}>{name}</a>
                </li>
              ))}
            </ul>
          </details>
        </li>
      </ul>
    </nav>
  );
}

/** How old what one sees is, if any of it was read; pauses and continues the asking. */
function Freshness() {
  const paused = useStore(refreshing.paused);
  const reads = useStore(refreshing.shown) > 0;
  return (
    <>
      <span class="soft small freshness">{reads && <LastRead />}</span>
      <button type="button" class="quiet" aria-pressed={paused} onClick={() => refreshing.paused.set(!paused)}>
        <Icon name={paused ? 'play' : 'pause'} />
        {paused ? 'Resume' : 'Pause'}
      </button>
      <button type="button" class="quiet" aria-label="Read again now" title="Read again now" onClick={reloadAll}>
        <Icon name="again" />
      </button>
    </>
  );
}

function LastRead() {
  const at = useStore(refreshing.lastAnswer);
  if (at === 0) return <>Reading …</>;
  return (
    <>
      Read <Age epoch={at} />
    </>
  );
}
