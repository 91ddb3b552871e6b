import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { standing } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import { SignIn } from './sign-in.tsx';

/** The sign-in at an address of its own, for who may read without a key and wants to do more. */
export function SignInPage() {
  const { route } = useLocation();
  const isSignedIn = (useStore(standing)?.session ?? null) !== null;
  useEffect(() => {
    if (isSignedIn) route('/', true);
  }, [isSignedIn]);
  return isSignedIn ? null : <SignIn />;
}
