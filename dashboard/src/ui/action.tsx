import type { ComponentChildren } from 'preact';
import { type Scope, useObstacle } from '../state/session.ts';

interface Props {
  scope: Scope;
  onClick: () => void;
  tone?: 'primary' | 'danger' | 'plain';
  busy?: boolean;
  /** Another reason not to, in words for the person. */
  obstacle?: string | null;
  children: ComponentChildren;
}

/**
 * A button for what needs a scope. Without it the button stays in its place, can be reached, and says why it does
 * nothing (`aria-disabled`: a disabled button could not be read).
 */
export function Action({ scope, onClick, tone = 'plain', busy = false, obstacle = null, children }: Props) {
  const forbidden = useObstacle(scope);
  const why = forbidden ?? obstacle;
  return (
    <button
      type="button"
      class={tone}
      aria-disabled={why !== null || busy}
      aria-description={why ?? undefined}
      title={why ?? undefined}
      onClick={() => {
        if (why === null && !busy) onClick();
      }}
    >
      {children}
      {busy && ' …'}
    </button>
  );
}

/** Says once, beside a group of actions, why they are disabled; nothing when they are not. */
export function Obstacle({ scope }: { scope: Scope }) {
  const why = useObstacle(scope);
  return why === null ? null : <p class="obstacle">{why}</p>;
}
