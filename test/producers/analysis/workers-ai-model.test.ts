import { describe, expect, it, vi } from 'vitest';
import { ModelError } from '../../../producers/analysis/errors.ts';
import { chooseModel } from '../../../producers/analysis/model.ts';
import { workersAiModel } from '../../../producers/analysis/workers-ai-model.ts';

const MODEL = '@cf/huggingface/distilbert-sst-2-int8';
const signal = new AbortController().signal;
const scores = (positive: number) => [
  { label: 'NEGATIVE', score: 1 - positive },
  { label: 'POSITIVE', score: positive },
];
// Workers AI does not exist locally: this stands in for the binding and answers in its documented form.
const answering = (...answers: unknown[]) => {
  const run = vi.fn<(model: string, input: { text: string }) => Promise<unknown>>();
  for (const answer of answers) run.mockResolvedValueOnce(answer);
  return { run };
};

describe('workersAiModel', () => {
  it('asks the named model about each title and takes a side where one label leads clearly', async () => {
    const ai = answering(scores(0.98), scores(0.02), scores(0.6));

    const polarities = await workersAiModel(ai, MODEL).classify(['a', 'b', 'c'], signal);

    expect(polarities).toEqual([expect.closeTo(0.96), expect.closeTo(-0.96), 0]);
    expect(ai.run.mock.calls).toEqual([
      [MODEL, { text: 'a' }],
      [MODEL, { text: 'b' }],
      [MODEL, { text: 'c' }],
    ]);
  });

  it('reads labels in any case and order', async () => {
    const reversed = scores(0.9)
      .toReversed()
      .map(({ label, score }) => ({ label: label.toLowerCase(), score }));
    await expect(workersAiModel(answering(reversed), MODEL).classify(['a'], signal)).resolves.toEqual([
      expect.closeTo(0.8),
    ]);
  });

  it.each([
    ['null', null],
    ['text', 'POSITIVE'],
    ['other labels', [{ label: 'LABEL_0', score: 1 }]],
    ['one label', [{ label: 'POSITIVE', score: 1 }]],
    ['a score above 1', scores(2)],
    ['a score that is text', [{ label: 'POSITIVE', score: '1' }]],
    ['a chat answer', { response: 'positive' }],
  ])('refuses %s as an answer', async (_, answer) => {
    await expect(workersAiModel(answering(answer), MODEL).classify(['a'], signal)).rejects.toMatchObject({
      name: 'ModelError',
      code: 'model_output',
    });
  });

  it('names its own failure and keeps what lies beneath as the cause', async () => {
    const cause = new Error('3040: Capacity temporarily exceeded');
    const ai = { run: () => Promise.reject(cause) };
    const failure = await workersAiModel(ai, MODEL)
      .classify(['a'], signal)
      .catch((error: unknown) => error);
    expect(failure).toEqual(new ModelError('model_failed', 'the sentiment model could not be run', { cause }));
  });

  it('asks nothing more once its time is over', async () => {
    const controller = new AbortController();
    const run = vi.fn(() => {
      controller.abort(new Error('over'));
      return Promise.resolve(scores(1));
    });
    await expect(workersAiModel({ run }, MODEL).classify(['a', 'b'], controller.signal)).rejects.toThrow('over');
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('chooseModel', () => {
  it('takes Workers AI where it is bound, else the lexicon', () => {
    expect(chooseModel(answering(), MODEL).name).toBe(MODEL);
    expect(chooseModel(undefined, MODEL).name).toBe('lexicon-afinn165-market');
  });
});
