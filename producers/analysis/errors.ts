export type NewsErrorCode =
  | 'no_news'
  | 'timeout'
  | 'unreachable'
  | 'http_status'
  | 'redirect'
  | 'too_large'
  | 'malformed'
  | 'bad_template';

/** Why a symbol has no headlines. `message` goes to users as it stands; what lies beneath is in `cause`. */
export class NewsError extends Error {
  override readonly name = 'NewsError';
  readonly code: NewsErrorCode;
  constructor(code: NewsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type ModelErrorCode = 'model_failed' | 'model_output';

/** Why headlines could not be classified. `message` goes to users as it stands. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly code: ModelErrorCode;
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The time for a symbol, or for the whole run, was over. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'deadline';
}
