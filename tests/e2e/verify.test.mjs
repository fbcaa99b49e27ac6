// The page on which anybody checks a receipt, a submission or a file of answers: good files hold, each kind of tampering is found, and
// what could not be checked is said to be so. The verifier is a real one.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, NARROW, ROOT, WIDE, launch, mentormark, start, visit as on } from './browser.mjs';
import { SAMPLE, downloaded, load, sample } from './sample.mjs';
import { submissionOf, verified } from './sending.mjs';
import { clean, sticksOut } from './sight.mjs';
import { host } from './static.mjs';

const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
  [{ colorScheme: 'light' }, NARROW],
];
const HOLDS = 'Everything that was checked holds';
const FAILS = 'Something does not hold';

let site;
let submission;
let answer;
let keys;
before(async () => {
  site = await start();
  const answers = await sample();
  submission = await submissionOf(answers, { file: SAMPLE });
  answer = await verified(site.address, submission);
  assert.equal(answer.status, 'confirmed');
  keys = await (await fetch(new URL('v1/keys', site.address))).json();
});
after(() => site.close());

const file = (name, content) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** Opens the page, waits until it can be used, and gives it files. */
async function give(page, ...files) {
  await page.goto('verify/');
  const field = page.getByLabel('Choose files, or drop them here');
  await field.setInputFiles(files);
  await page.locator('#verdict').and(page.locator(':focus')).waitFor();
}

/** The verdict, and of each file its title and what was found: `+` holds, `-` does not, `?` was not checked. */
async function found(page) {
  const verdict = await page.locator('#verdict').innerText();
  const reports = await page.locator('#found > section').evaluateAll((all) =>
    all.map((section) => {
      const signs = { met: '+', 'not-met': '-', open: '?' };
      const findings = [...section.querySelectorAll('.status')].map((line) => `${signs[line.dataset.status]} ${line.lastChild.textContent}`);
      return { title: section.querySelector('h3').textContent, findings, all: section.innerText };
    }),
  );
  return { verdict, reports };
}

test('a receipt with what was submitted holds, and says what it states', async () => {
  await site.visit({}, async (page) => {
    await give(page, file('receipt.json', answer.receipt), file('submission.json', submission));
    const { verdict, reports } = await found(page);
    assert.equal(verdict, HOLDS);
    const [receipt, submitted] = reports;
    assert.equal(receipt.title, 'receipt.json: a receipt');
    const said = receipt.findings.filter((finding) => finding.startsWith('+')).join('\n');
    for (const words of [/shape of a receipt/, /signature holds/, /one of the keys that the verifier of this site publishes/, /in use when it signed/, /very answers in submission\.json/, /result is what the receipt states/]) {
      assert.match(said, words);
    }
    for (const stated of [answer.id, answer.assessment_hash, answer.rules_hash, '£960.00']) assert.ok(receipt.all.includes(stated), stated);
    assert.match(submitted.findings.join('\n'), /\+ Worked out again here, the result is what the submission claims/);
    assert.match(submitted.findings.join('\n'), /\+ The words that the applicant read are those/);
    assert.match(submitted.findings.join('\n'), /\? Nobody has signed this file/);
    await clean(page, 'all holds', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByLabel('Choose files, or drop them here').and(page.locator(':focus')).waitFor();
    assert.equal(await page.locator('#found').innerText(), '');
  });
});

test('the answer of a verifier, its receipt, answers and a page of answers each hold by themselves', async () => {
  const page_of_answers = `<!doctype html><title>x</title><script type="application/json" id="mentormark-assessment">${JSON.stringify(submission.assessment)}</script><p>`;
  await site.visit({}, async (page) => {
    await give(page, file('verification.json', answer));
    let { verdict, reports } = await found(page);
    assert.equal(verdict, HOLDS);
    assert.match(reports[0].findings.join('\n'), /\+ What stands around the receipt says the same/);
    assert.match(reports[0].findings.join('\n'), /\? Whether the receipt is for your answers was not checked/);
    for (const [name, content] of [['answers.json', submission.assessment], ['answers.html', page_of_answers]]) {
      await give(page, file(name, content), file('receipt.json', answer.receipt));
      ({ verdict, reports } = await found(page));
      assert.equal(verdict, HOLDS, name);
      assert.match(reports[1].findings.join('\n'), new RegExp(`\\+ It is for the very answers in ${name.replace('.', '\\.')}`));
    }
    await clean(page, 'answers', VIEWS.slice(0, 1));
  });
});

test('what the app hands out is what this page reads', async () => {
  await site.visit({ today: submission.assessment.as_of }, async (page) => {
    await load(page, submission.assessment);
    const saved = await downloaded(page, () => page.getByRole('button', { name: 'Download your answers' }).first().click());
    await give(page, { name: saved.name, mimeType: 'text/plain', buffer: Buffer.from(saved.text) }, file('receipt.json', answer.receipt));
    const { verdict, reports } = await found(page);
    assert.equal(verdict, HOLDS);
    assert.match(reports[1].findings.join('\n'), /\+ It is for the very answers in/);
  });
});

const changed = (change) => {
  const copy = structuredClone({ submission, answer });
  change(copy);
  return copy;
};
const TAMPERED = {
  'a level in a receipt': [(it) => (it.answer.receipt.credentialSubject.award = 'gold'), ['receipt'], /- The signature does not hold/],
  'the reference of a receipt': [(it) => (it.answer.receipt.credentialSubject.verification_id = 'x'.repeat(32)), ['receipt'], /- The signature does not hold/],
  'a member added to a receipt': [(it) => (it.answer.receipt.credentialSubject.prize = 'first'), ['receipt'], /- It has not the shape of a receipt/],
  'a member beside the proof': [(it) => (it.answer.receipt.note = 'x'), ['receipt'], /- It has not the shape of a receipt/],
  'a second proof': [(it) => (it.answer.receipt.proof = [it.answer.receipt.proof, it.answer.receipt.proof]), ['receipt'], /- It has not the shape of a receipt/],
  'another context': [(it) => it.answer.receipt['@context'].push('https://example.org/'), ['receipt'], /- It has not the shape of a receipt/],
  'a level around a receipt': [(it) => (it.answer.outcome.award.level = 'gold'), ['verification'], /- What stands around the receipt says something else/],
  'the status around a receipt': [(it) => (it.answer.status = 'differs'), ['verification'], /- What stands around the receipt says something else/],
  'an answer that was submitted': [(it) => (it.submission.assessment.ratings['aims.bronze.purpose'] = 'not-met'), ['receipt', 'submission'], /- It is for other answers, or another day, than submission\.json/],
  'a note that was submitted': [(it) => (it.submission.assessment.evidence = { 'aims.bronze.purpose': { note: 'new', links: [] } }), ['receipt', 'submission'], /- It is for other answers/],
  'the day that was submitted': [(it) => (it.submission.assessment.as_of = '2027-01-01'), ['receipt', 'submission'], /- It is for other answers, or another day/],
  'a claim': [(it) => (it.submission.claim.award = 'gold'), ['submission'], /- Worked out again here, the result is not what the submission claims/],
  'a fee': [(it) => (it.submission.claim.fee.gross += 1), ['submission'], /- Worked out again here, the result is not/],
  'rules that nobody released': [(it) => (it.submission.claim.rules_hash = `sha256:${'0'.repeat(64)}`), ['submission'], /- The rules that the file names are not known here/],
  'words that nobody shows': [(it) => (it.submission.wording_hash = `sha256:${'0'.repeat(64)}`), ['submission'], /\? The words that the applicant read are not those/],
  'a rating that there is not': [(it) => (it.submission.assessment.ratings['aims.bronze.purpose'] = 'mett'), ['submission'], /- The rules do not read this file/],
  'a field that there is not': [(it) => (it.submission.extra = 1), ['submission'], /- The rules do not read this file/],
};

test('each kind of tampering is found and said', async () => {
  await site.visit({}, async (page) => {
    for (const [what, [change, names, wanted]] of Object.entries(TAMPERED)) {
      const copy = changed(change);
      const contents = { receipt: copy.answer.receipt, verification: copy.answer, submission: copy.submission };
      await give(page, ...names.map((name) => file(`${name}.json`, contents[name])));
      const { verdict, reports } = await found(page);
      assert.match(reports.flatMap(({ findings }) => findings).join('\n'), wanted, what);
      assert.equal(verdict, wanted.source.startsWith('-') ? FAILS : HOLDS, what);
      if (wanted.source.includes('signature') || wanted.source.includes('shape')) {
        assert.ok(!reports[0].all.includes(answer.assessment_hash), `${what}: nothing that does not hold is shown`);
      }
    }
    await clean(page, 'tampered', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
  });
});

test('a member that stands twice is not read at all', async () => {
  await site.visit({}, async (page) => {
    const twice = JSON.stringify(answer.receipt).replace('"status":"confirmed"', '"status":"differs","status":"confirmed"');
    const inside = JSON.stringify(answer).replace('"receipt":{', '"receipt":{"issuer":"x",');
    await give(page, file('receipt.json', twice), file('verification.json', inside));
    const { verdict, reports } = await found(page);
    assert.equal(verdict, FAILS);
    for (const { findings } of reports) assert.match(findings.join('\n'), /^- Something in this file stands twice/);
  });
});

test('a key counts only where it is in a list that is trusted', async () => {
  await site.visit({}, async (page) => {
    await give(page, file('receipt.json', answer.receipt), file('keys.json', keys));
    let { verdict, reports } = await found(page);
    assert.equal(verdict, HOLDS);
    assert.match(reports[0].findings.join('\n'), /\+ The key is one of the list of keys that you gave/);
    // A list of another key, which the page takes in place of the site's own.
    const other = { keys: [{ ...keys.keys[0], id: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' }] };
    await give(page, file('receipt.json', answer.receipt), file('keys.json', other));
    ({ verdict, reports } = await found(page));
    assert.equal(verdict, FAILS);
    assert.match(reports[0].findings.join('\n'), /- The key is none of the list of keys that you gave/);
    assert.ok(!reports[0].all.includes(answer.assessment_hash));
    // One that was retired before it signed.
    const retired = { keys: [{ ...keys.keys[0], created: '2020-01-01T00:00:00Z', retired: '2020-01-02T00:00:00Z' }] };
    await give(page, file('receipt.json', answer.receipt), file('keys.json', retired));
    ({ verdict, reports } = await found(page));
    assert.match(reports[0].findings.join('\n'), /- The key was not in use when it signed/);
    await give(page, file('keys.json', { keys: [] }));
    ({ verdict, reports } = await found(page));
    assert.match(reports[0].findings.join('\n'), /- This list of keys cannot be used/);
  });
});

test('without a verifier the signature is checked and the key is said not to be, below a sub-path as well', async () => {
  const [browser, files] = await Promise.all([launch(), host(DIST, '/tools/mentormark/')]);
  try {
    await on(browser, files.address, { expected: /404/ }, async (page) => {
      await give(page, file('receipt.json', answer.receipt), file('submission.json', submission));
      const { verdict, reports } = await found(page);
      assert.equal(verdict, HOLDS, 'what could be checked holds');
      const said = reports[0].findings.join('\n');
      assert.match(said, /\+ The signature holds/);
      assert.match(said, /\? Whose key it is was not checked: no keys/);
      assert.ok(!reports[0].all.includes(answer.assessment_hash), 'nothing that nobody vouches for is shown');
      assert.match(reports[1].findings.join('\n'), /\+ Worked out again here/);
      await clean(page, 'no keys', VIEWS);
      // With the keys beside it, it is checked in full.
      await give(page, file('receipt.json', answer.receipt), file('submission.json', submission), file('keys.json', keys));
      const whole = await found(page);
      assert.match(whole.reports[0].findings.join('\n'), /\+ It is for the very answers in submission\.json/);
    });
  } finally {
    await browser.close();
    files.stop();
  }
});

test('what is none of these is said, and the page is clean before anything is given', async () => {
  await site.visit({}, async (page) => {
    await page.goto('verify/');
    await page.getByLabel('Choose files, or drop them here').waitFor();
    assert.equal(await page.title(), 'Verify a receipt | Mentormark');
    assert.equal(await page.getByText('One moment.').isVisible(), false);
    await clean(page, 'nothing given', VIEWS);
    const others = { 'empty.json': '', 'picture.json': '\u0000PNG', 'list.json': '[]', 'other.json': '{"a":1}', 'page.html': '<!doctype html><p>Hello' };
    await give(page, ...Object.entries(others).map(([name, content]) => file(name, content)));
    const { verdict, reports } = await found(page);
    assert.equal(verdict, FAILS);
    assert.equal(reports.length, 5);
    for (const { findings } of reports) assert.match(findings.join('\n'), /^- /);
    await give(page, file('long.json', `[${'1,'.repeat(3_000_000)}1]`));
    assert.match((await found(page)).reports[0].findings.join('\n'), /longer than any that can be checked/);
  });
});

test('what checks signatures is loaded with the first file that was signed; where it cannot be, that is said, and trying again brings it', async () => {
  const parts = Object.keys(JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8')).later);
  const part = `**/${parts.find((path) => path.includes('signed.') && !path.includes('.cy.'))}`;
  await site.visit({ expected: /split_|ERR_FAILED|Failed to load resource|Failed to fetch|TypeError/ }, async (page) => {
    let asked = 0;
    await page.route(part, (route) => {
      asked += 1;
      return route.abort();
    });
    await give(page, file('submission.json', submission));
    assert.equal((await found(page)).verdict, HOLDS);
    assert.equal(asked, 0, 'nothing was signed');
    await page.getByLabel('Choose files, or drop them here').setInputFiles(file('receipt.json', answer.receipt));
    const told = page.locator('#found').getByText('A part of the site could not be loaded');
    await told.waitFor();
    await page.getByRole('status').filter({ hasText: 'A part of the site could not be loaded' }).waitFor({ state: 'attached' });
    assert.equal(asked, 1);
    await clean(page, 'not loaded', VIEWS);
    await page.unroute(part);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('#verdict').and(page.locator(':focus')).waitFor();
    const { verdict, reports } = await found(page);
    assert.equal(verdict, HOLDS);
    assert.match(reports[1].findings.join('\n'), /\+ It is for the very answers in submission\.json/);
  });
});

test('every revision that was ever released has its rules here, under its hash', async () => {
  const released = await readFile(join(ROOT, 'crates/mentormark-schemes/released.toml'), 'utf8');
  const revisions = [...released.matchAll(/^scheme = "(.+)"$[^[]+^rules_hash = "(sha256:[0-9a-f]{64})"$/gm)];
  assert.equal(revisions.length, released.match(/sha256:/g).length);
  await site.visit({}, async (page) => {
    await page.goto('verify/');
    for (const [, scheme, hash] of revisions) {
      await page.getByLabel('Choose files, or drop them here').setInputFiles(file('submission.json', { ...submission, claim: { ...submission.claim, rules_hash: hash } }));
      await page.locator('#verdict:focus').waitFor();
      const [{ findings }] = (await found(page)).reports;
      assert.match(findings[0], /^\+ The rules are known here/, hash);
      // The sample is of this scheme, and every revision of it finds the same.
      if (scheme === 'nms') assert.match(findings.join('\n'), /\+ Worked out again here, the result is what the submission claims/, hash);
      await page.getByRole('button', { name: 'Start again' }).click();
    }
  });
});

test('files can be dropped, several times, and are held against each other', async () => {
  await site.visit({}, async (page) => {
    await page.goto('verify/');
    await page.getByLabel('Choose files, or drop them here').waitFor();
    const drop = (name, content) =>
      page.evaluate(
        ([fileName, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], fileName, { type: 'application/json' }));
          document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        },
        [name, JSON.stringify(content)],
      );
    await drop('receipt.json', answer.receipt);
    await page.getByText('Whether the receipt is for your answers was not checked').waitFor();
    await drop('submission.json', submission);
    await page.getByText('It is for the very answers in submission.json').waitFor();
    assert.equal((await found(page)).reports.length, 2);
  });
});

test('the program says the same of the same files', async () => {
  // What the page and the program have in common is the crate; that the page hands it the same text is what is shown here.
  const folder = await mkdtemp(join(tmpdir(), 'mentormark-'));
  try {
    await writeFile(join(folder, 'keys.json'), JSON.stringify(keys));
    const says = async (receipt) => {
      await writeFile(join(folder, 'receipt.json'), JSON.stringify(receipt));
      const words = ['receipt', 'verify', '--json', '--keys', join(folder, 'keys.json'), join(folder, 'receipt.json')];
      const text = await mentormark(...words).catch((trouble) => trouble.stdout);
      return JSON.parse(text).findings.map(({ holding }) => ({ holds: '+', fails: '-', 'not-checked': '?' })[holding]);
    };
    await site.visit({}, async (page) => {
      for (const change of [() => {}, (it) => (it.answer.receipt.credentialSubject.status = 'differs'), (it) => (it.answer.receipt.more = 1)]) {
        const { receipt } = changed(change).answer;
        await give(page, file('receipt.json', receipt), file('keys.json', keys));
        const [{ findings }] = (await found(page)).reports;
        assert.deepEqual(findings.slice(0, 4).map(([sign]) => sign), await says(receipt));
      }
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
