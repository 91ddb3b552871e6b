import { useId, useState } from 'preact/hooks';
import { RequestRefused } from '../state/http.ts';
import { signIn } from '../state/sign-in.ts';
import { useTitle } from './title.ts';

/** Asks for a key and changes it for a session. The key is in the field until then and nowhere afterwards. */
export function SignIn() {
  useTitle('Sign in');
  const id = useId();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const key = new FormData(form).get('key');
    setBusy(true);
    try {
      await signIn(typeof key === 'string' ? key.trim() : '');
    } catch (error) {
      setFailure(refusal(error));
      setBusy(false);
    }
  };
  return (
    <form
      class="sign-in card"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <h1>Sign in</h1>
      <p class="soft">
        With a key from <code>API_KEYS</code>. <code>npm start</code> prints the local one.
      </p>
      <p class="field">
        <label for={id}>Key</label>
        <input
          id={id}
          name="key"
          type="password"
          autocomplete="off"
          required
          aria-invalid={failure !== null}
          aria-describedby={failure === null ? undefined : `${id}-failure`}
        />
      </p>
      <p id={`${id}-failure`} role="alert" class="bad">
        {failure}
      </p>
      <button type="submit" class="primary" disabled={busy}>
        Sign in
      </button>
      <p class="soft small">
        The key is changed for a cookie that scripts cannot read. It ends after 12 hours, or when you sign out.
      </p>
    </form>
  );
}

function refusal(error: unknown): string {
  if (error instanceof RequestRefused && error.problem.status === 401) {
    return 'This key is not known here. Check that it is complete; keys are case-sensitive.';
  }
  return error instanceof Error ? error.message : String(error);
}
