// Checking answers and handing them to a verifier, as a person does it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, mentormark } from './browser.mjs';
import { enter } from './keyboard.mjs';
import { arrived } from './journey.mjs';
import { open } from './sample.mjs';

export const CHECK = 'Check your answers';
export const SUBMIT = 'Submit your self-assessment';
export const CONFIRMED = 'Submitted and confirmed';
export const DIFFERS = 'Submitted, with differences';

/** What a page's submissions go to, for whoever stands between. */
export const POST = '**/v1/verifications';

/** The verifier's day, so that it cautions nobody about the day. */
export const TODAY = new Date().toISOString().slice(0, 10);

/** Opens the page on which answers are submitted. */
export async function toSubmit(page, of = 'nms/2022') {
  await open(page, `${of}/submit/`, SUBMIT);
}

/** Goes from the check of all answers to the confirmation by keyboard, and gives the reference. */
export async function submitted(page) {
  await enter(page, 'link', 'Continue to submit');
  await arrived(page, SUBMIT);
  await enter(page, 'button', 'Submit');
  await arrived(page, CONFIRMED);
  return reference(page);
}

/** The reference that the page shows. */
export async function reference(page) {
  const shown = await page.locator('#reference').innerText();
  assert.match(shown, /^[0-9a-zA-Z]{16,}$/);
  return shown;
}

/** What the verifier keeps under a reference. */
export async function kept(address, id) {
  const response = await fetch(new URL(`v1/verifications/${id}`, address));
  assert.equal(response.status, 200);
  return response.json();
}

/** Every submission that the page posts from now on: its body and its key. */
export function posts(page) {
  const seen = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') seen.push({ body: request.postData(), key: request.headers()['idempotency-key'] });
  });
  return seen;
}

/** A problem document, as a verifier answers it. */
export function problem(status, kind, { retryAfter, ...more } = {}) {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  const body = JSON.stringify({ type: `/docs#${kind}`, title: kind, status, ...more });
  return { status, headers, contentType: 'application/problem+json', body };
}

/** `sha256:` and the hash of a text. */
export function sha256(text) {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** JSON with its keys in order and without spaces, as RFC 8785 writes what a submission can hold. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

/** What `mentormark verify` says of a submission, received on a day. */
export async function program(submission, received) {
  const folder = await mkdtemp(join(tmpdir(), 'mentormark-'));
  try {
    await writeFile(join(folder, 'submission.json'), submission);
    return JSON.parse(await mentormark('verify', '--json', '--outcome', '--received', received, join(folder, 'submission.json')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a person who answered so would submit: the claim is what the program says. */
export async function submissionOf(answers, { file, of = 'nms/2022' } = {}) {
  const page = await readFile(join(DIST, of, 'index.html'), 'utf8');
  const [, wording_hash] = page.match(/id="file-words"[^>]*data-hash="(sha256:[0-9a-f]{64})"/);
  const outcome = JSON.parse(await mentormark('assess', '--json', file));
  const { status, net, vat, gross } = outcome.fee;
  return {
    assessment: answers,
    wording_hash,
    claim: {
      rules_hash: outcome.rules_hash,
      quality: outcome.quality.level,
      award: outcome.award.level,
      fee: status === 'known' ? { net, vat, gross } : null,
    },
  };
}

/** Hands a submission to the verifier, and gives its answer. */
export async function verified(address, submission) {
  const response = await fetch(new URL('v1/verifications', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(submission),
  });
  assert.equal(response.status, 201, await response.clone().text());
  return response.json();
}
