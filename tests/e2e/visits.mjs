// A visitor of each standard besides that of the sample: what they state, with every kind of question.

import { standard } from './sample.mjs';

/** Rates every criterion of some sections `top`, and only the first of the others. */
const some = ({ sections }, rating, ...whole) =>
  Object.fromEntries(sections.flatMap(({ id, criteria }) => (whole.includes(id) ? criteria : criteria.slice(0, 1)).map((criterion) => [criterion.id, rating])));

/** What a visitor of each standard states: the day, facts, and ratings made from the standard. */
export const VISITS = {
  'learning-mentor/ap01': {
    as_of: '2025-06-30',
    target: 'distinction',
    facts: {
      'start-date': '2023-09-04',
      'age-at-start': 27,
      'weekly-minutes': 2_220,
      'planned-weeks': 60,
      'off-the-job-minutes': 20_000,
      'employer-decision': true,
      'english-and-maths': false,
      ict: true,
      safeguarding: true,
      showcase: true,
      ksbs: true,
      'observation-1-minutes': 60,
      'observation-2-minutes': 65,
      'discussion-minutes': 54,
    },
    ratings: (scheme) => ({ ...some(scheme, 'two', 'observation'), 'observation.next-steps': 'one', 'discussion.role': 'zero' }),
  },
  'mentorsme/2012': { as_of: '2026-11-21', facts: {}, ratings: (scheme) => some(scheme, 'met', 'recruiting') },
  'nms-university/2022': {
    as_of: '2026-11-21',
    facts: { employees: 4_000 },
    held: { level: 'bronze', awarded_on: '2026-06-01' },
    ratings: (scheme) => some(scheme, 'met', 'aims'),
  },
  'nos-coaching-mentoring/2012': {
    as_of: '2026-11-21',
    facts: { profile: 'custom', standards: ['cm01', 'cm09'] },
    ratings: (scheme) => Object.fromEntries(Object.entries(some(scheme, 'evidenced', 'cm01')).filter(([id]) => /^cm0[19]/.test(id))),
  },
  'qim/2022': {
    as_of: '2026-11-21',
    target: 'award',
    facts: {
      'supports-vulnerable': true,
      'mentors-primarily-mentor': true,
      'full-cycle': true,
      'funding-secured-until': '2027-11-20',
      'funding-applied-for': true,
      'member-now': true,
      'member-three-years': true,
      nation: 'scotland',
    },
    ratings: (scheme) => some(scheme, 'met', 'service'),
  },
};

/** The answers of a standard's visitor, as a file holds them. */
export async function visit(of) {
  const [{ scheme }, [id, edition]] = [await standard(of), of.split('/')];
  const { ratings, ...stated } = VISITS[of];
  return { scheme: id, edition, ...stated, ratings: ratings(scheme) };
}
