import { CLOCKS, type Clock, clock, THEMES, theme } from '../state/preferences.ts';
import { standing } from '../state/session.ts';
import { signOut } from '../state/sign-in.ts';
import { useStore } from '../state/store.ts';
import { Choice } from '../ui/field.tsx';
import { Time } from '../ui/time.tsx';
import { useClosing } from '../ui/use-closing.ts';
import { useTask } from '../ui/use-task.ts';
import { keysOpen } from './keys.ts';

const CLOCK_WORDS: Readonly<Record<Clock, string>> = {
  eastern: 'US Eastern',
  local: 'My time zone',
  relative: 'Relative',
};
const THEME_WORDS = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

const find = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((each) => each === value);

/** Theme, clock, keys, and who is signed in with which scope. */
export function Settings() {
  const element = useClosing();
  const who = useStore(standing);
  const scope = who?.session?.scope ?? (who?.public_reads ? 'public' : null);
  return (
    <details class="menu end" ref={element}>
      <summary aria-label={`Settings${scope === null ? '' : `, scope ${scope}`}`}>
        {scope === null ? 'Settings' : <span class={`scope ${scope}`}>{scope}</span>}
      </summary>
      <div class="settings">
        <Account />
        <Choice
          label="Times"
          name="clock"
          value={useStore(clock)}
          onChange={(value) => clock.set(find(CLOCKS, value) ?? 'eastern')}
          options={CLOCKS.map((value) => [value, CLOCK_WORDS[value]] as const)}
        />
        <Choice
          label="Theme"
          name="theme"
          value={useStore(theme)}
          onChange={(value) => theme.set(find(THEMES, value) ?? 'system')}
          options={THEMES.map((value) => [value, THEME_WORDS[value]] as const)}
        />
        <button type="button" class="link" onClick={() => keysOpen.set(true)}>
          Keys
        </button>
      </div>
    </details>
  );
}

const Public = () => (
  <p class="soft">
    Reading needs no key here; <a href="/sign-in">sign in</a> to do more.
  </p>
);

function Account() {
  const who = useStore(standing);
  const leaving = useTask(signOut);
  if (!who?.session) return who?.public_reads ? <Public /> : null;
  const { scope, name, expires_at } = who.session;
  return (
    <div class="account">
      <p>
        Scope <strong>{scope}</strong> <span class="soft">({name})</span>
        <br />
        {expires_at !== null && (
          <span class="soft small">
            until <Time at={expires_at} />
          </span>
        )}
      </p>
      {leaving.error && (
        <p class="bad" role="alert">
          You are still signed in: {leaving.error.message}
        </p>
      )}
      <button type="button" onClick={leaving.run}>
        Sign out
      </button>
    </div>
  );
}
