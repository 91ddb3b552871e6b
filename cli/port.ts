import { connect } from 'node:net';
import { CommandError } from './entry.ts';

export const DEFAULT_PORT = 8787;

/** Throws PORT_TAKEN when something answers on the port already; wrangler's own message would hide which and why. */
export async function refuseTakenPort(port: number, wayOut: string): Promise<void> {
  if (port !== 0 && (await isAnswered(port))) {
    throw new CommandError(
      'PORT_TAKEN',
      `Port ${port} is taken; is Jobledger running already? End what uses it, or choose another port:\n  ${wayOut}`,
    );
  }
}

function isAnswered(port: number): Promise<boolean> {
  const socket = connect({ port, host: 'localhost' });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}
