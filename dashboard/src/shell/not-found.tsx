import { useTitle } from './title.ts';

/** An address that is no page. */
export function NotFound() {
  useTitle('No such page');
  return (
    <section class="empty">
      <h1>There is no such page</h1>
      <p>
        The address may be mistyped or from another version. Go to the <a href="/">overview</a> or search the{' '}
        <a href="/history">history</a>.
      </p>
    </section>
  );
}
