import { useEffect, useState } from 'preact/hooks';
import lazy, { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { OWN_PATHS } from '../routes.ts';
import { ServerGone } from '../state/http.ts';
import { standing, standingFailure } from '../state/session.ts';
import { loadSession } from '../state/sign-in.ts';
import { useStore } from '../state/store.ts';
import { Failure, Skeleton } from '../ui/read-state.tsx';
import { Banner } from './banner.tsx';
import { reloadForNewVersion } from './new-version.ts';
import { NotFound } from './not-found.tsx';
import { SignIn } from './sign-in.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { Top } from './top.tsx';

const page = <T,>(load: () => Promise<T>) => lazy(() => load().catch(reloadForNewVersion));

const reading = () => import('../pages/reading.ts');
const operating = () => import('../pages/operating.ts');

const Overview = page(async () => (await reading()).Overview);
const History = page(async () => (await reading()).History);
const Symbols = page(async () => (await reading()).Symbols);
const SymbolPage = page(async () => (await reading()).SymbolPage);
const Job = page(async () => (await reading()).JobPage);
const DeadLetters = page(async () => (await operating()).DeadLetters);
const Letter = page(async () => (await operating()).Letter);
const Backfills = page(async () => (await operating()).Backfills);
const BackfillPage = page(async () => (await operating()).BackfillPage);
const Verify = page(async () => (await operating()).Verify);

/** Once nothing else is to do, the parts that other pages need: they then open even while the server is away. */
function fetchTheRest(): void {
  void Promise.all([reading(), operating(), import('uplot')]).catch(() =>
    console.info('Parts of the page come later.'),
  );
}

/** The frame around every page: menu, banner, sign-in or the page of the address. */
export function App() {
  const who = useStore(standing);
  useEffect(() => void setTimeout(fetchTheRest, 1000), []);
  return (
    <LocationProvider scope={OWN_PATHS}>
      <a class="skip" href="#page">
        Skip to the page
      </a>
      <Top />
      <Banner />
      <main id="page" class="page" tabIndex={-1}>
        {who === null ? (
          <Unknown />
        ) : who.session || who.public_reads ? (
          <Pages key={who.session?.name ?? 'public'} />
        ) : (
          <SignIn />
        )}
      </main>
    </LocationProvider>
  );
}

/** It is not known yet who is looking. The banner tells of a server that is away. */
function Unknown() {
  const error = useStore(standingFailure);
  if (error === null || error instanceof ServerGone) return <Skeleton lines={12} what="the page" />;
  return <Failure error={error} what="who is signed in" again={() => void loadSession()} />;
}

/** The router decodes the parts of an address, and throws at what is no UTF-8. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Every page, on one screen. One that fails is left by going to another. */
function Pages() {
  const { path } = useLocation();
  const [failed, setFailed] = useState<{ error: Error; path: string } | null>(null);
  if (!isReadable(path)) return <NotFound />;
  if (failed?.path === path) return <Failure error={failed.error} what="the page" again={() => location.reload()} />;
  return (
    <ErrorBoundary onError={(error) => setFailed({ error, path })}>
      <Router>
        <Route path="/" component={Overview} />
        <Route path="/history" component={History} />
        <Route path="/symbols" component={Symbols} />
        <Route path="/symbols/:symbol" component={SymbolPage} />
        <Route path="/jobs/:reference" component={Job} />
        <Route path="/dead-letters" component={DeadLetters} />
        <Route path="/dead-letters/:id" component={Letter} />
        <Route path="/backfills" component={Backfills} />
        <Route path="/backfills/:id" component={BackfillPage} />
        <Route path="/verify" component={Verify} />
        <Route path="/sign-in" component={SignInPage} />
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  );
}
