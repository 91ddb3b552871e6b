import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { type Stage, setStage } from './stage.ts';
import { appearance } from './suites/appearance.ts';
import { backfills } from './suites/backfills.ts';
import { clocks } from './suites/clocks.ts';
import { deadLetters } from './suites/dead-letters.ts';
import { faults } from './suites/faults.ts';
import { history } from './suites/history.ts';
import { hostileText } from './suites/hostile-text.ts';
import { keyboard } from './suites/keyboard.ts';
import { large } from './suites/large.ts';
import { outage } from './suites/outage.ts';
import { overview } from './suites/overview.ts';
import { signIn } from './suites/sign-in.ts';

/** One Worker and one Chromium for all of it: they are most of its time. */
describe('the dashboard in a browser', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()), 120_000);
  afterAll(() => stage.end());
  // Nothing that a page does may be complained of, except what a test has allowed.
  afterEach(async () => {
    await stage.tidy();
    expect(stage.complaints()).toEqual([]);
  });

  // Those that change nothing come first.
  describe('appearance', () => appearance(() => stage));
  describe('signing in', () => signIn(() => stage));
  describe('keyboard', () => keyboard(() => stage));
  describe('history', () => history(() => stage));
  describe('overview', () => overview(() => stage));
  describe('clocks', () => clocks(() => stage));
  describe('faults', () => faults(() => stage));
  describe('much at once', () => large(() => stage));
  describe('dead letters', () => deadLetters(() => stage));
  describe('backfills and verify', () => backfills(() => stage));
  describe('hostile text', () => hostileText(() => stage));
  describe('outage', () => outage(() => stage));
});
