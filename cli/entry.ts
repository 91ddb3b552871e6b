/** What a command says when it cannot do its work: a message for the person at the terminal, without a stack. */
export class CommandError extends Error {
  readonly code: string;
  readonly exitCode: number;

  constructor(code: string, message: string, { exitCode = 1, ...options }: ErrorOptions & { exitCode?: number } = {}) {
    super(message, options);
    this.name = 'CommandError';
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** 128 + SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** Runs a command's main function; the one place where its errors become a message and an exit code. */
export async function runCommand(main: () => Promise<unknown>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') return INTERRUPTED;
  console.error(error instanceof CommandError || isSystemError(error) ? `\n${error.message}` : error);
  return error instanceof CommandError ? error.exitCode : 1;
}

/** What the machine refuses (a full disk, a folder that may not be written) is no fault of the program's: no stack. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;
