// From a JavaScript value to JSON text, refusing what JSON does not have.
//
// `JSON.stringify` alone would drop or change such values without a word: `undefined` vanishes, `NaN` becomes `null`, a `Map` becomes
// `{}` and a `Date` a text. An answer that rests on a value nobody wrote is worse than none.

/** As deep as a document may be nested. What is deeper the engine refuses, or else it refers to itself and has no text. */
const DEEPEST = 32;

/** As many refusals as the engine gives of one document. */
const MOST_REFUSALS = 1000;

/**
 * The JSON text of `value`, or every place where it holds what JSON does not have.
 *
 * @param {unknown} value
 * @returns {{ text: string } | { refused: import("./index.js").Refusal[] }}
 */
export function write(value) {
  const refused = [];
  try {
    look(value, [], refused);
    if (refused.length === 0) return { text: JSON.stringify(value) };
  } catch (trouble) {
    return { refused: [unwritable(trouble)] };
  }
  refused.sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  return { refused: refused.slice(0, MOST_REFUSALS) };
}

/** It is nested past what the stack holds, refers to itself, or throws when it is read. */
function unwritable(trouble) {
  return trouble instanceof RangeError
    ? { code: 'too-deep', pointer: '', message: `values are nested more than ${DEEPEST} deep: hand over fewer lists and objects within each other` }
    : { code: 'syntax', pointer: '', message: 'this cannot be written as JSON: hand over plain values that do not refer to themselves' };
}

function look(value, path, refused) {
  const what = foreign(value);
  if (what) {
    const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    refused.push({ code: 'wrong-type', pointer, message: `JSON does not have ${what}` });
  } else if (typeof value === 'object' && value !== null && path.length <= DEEPEST) {
    // A list by its length, because it may have holes, which have no key.
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const key of keys) {
      path.push(key);
      look(value[key], path, refused);
      path.pop();
    }
  }
}

/** What JSON does not have and `value` is, with what to do instead. */
function foreign(value) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `\`${value}\`: write a whole number, or leave the field out`;
    case 'undefined':
      return '`undefined`: leave the field out';
    case 'object':
      break;
    default:
      return `a ${typeof value}: write a plain value, or leave the field out`;
  }
  if (value === null || Array.isArray(value)) return undefined;
  // The name that holds across windows and workers, where the same class is another object.
  const name = Object.prototype.toString.call(value).slice(8, -1);
  if (name === 'Date') return 'a `Date`: write the day as `YYYY-MM-DD`';
  if (name !== 'Object') return `a \`${name}\`: write a plain object or list`;
  return typeof value.toJSON === 'function' ? 'an object with a `toJSON` of its own: call it first' : undefined;
}
